import Glibc
import LifeboatCommands

/// The program: everything is in `LifeboatCommands`.
@main
enum Lifeboat {
    static func main() { exit(Program.main()) }
}
