@main
enum Lifeboat {
    static func main() {
    }
}
