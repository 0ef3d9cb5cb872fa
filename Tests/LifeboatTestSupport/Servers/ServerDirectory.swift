internal import Glibc
internal import LifeboatFiles

/// Where the shared servers of a test run keep their data.
enum ServerDirectory {
    /// A fresh directory below the one for temporary files; the server that gets it removes it in the end.
    static func make(_ name: String) throws -> String {
        // Nobody would remove the directory of a server that cannot be started.
        _ = try ServerTools.current()
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        return try Directory.make("\(base)/lifeboat-\(name)-\(Directory.uniqueSuffix())", mode: 0o700)
            .descriptor.path
    }
}
