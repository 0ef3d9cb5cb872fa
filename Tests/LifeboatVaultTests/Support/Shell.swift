import Glibc
import LifeboatTestSupport

/// Runs a command of the system, for what must hold for tools that are not ours.
enum Shell {
    struct Failure: Error { let status: Int32 }

    /// What the command prints.
    static func run(_ command: String) throws -> String {
        guard let stream = popen(command, "r") else { throw Failure(status: errno) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, stream)
            if count == 0 { break }
            output += buffer[..<count]
        }
        let status = pclose(stream)
        guard status == 0 else { throw Failure(status: status) }
        return String(decoding: output, as: UTF8.self)
    }
}
