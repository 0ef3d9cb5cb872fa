internal import Glibc
internal import LifeboatCore

/// The standard input of this process.
public enum StandardInput {
    /// Everything up to its end; throws when there is more than `limit`.
    public static func read(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemFailure.current("read", "standard input")
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw LifeboatError(
                    .usage,
                    "is longer than \(ByteCount.text(limit))",
                    path: "standard input",
                    hint: "Give it as a file."
                )
            }
        }
    }
}
