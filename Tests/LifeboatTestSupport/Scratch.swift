internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

/// Runs `body` with the path of a fresh directory, which is removed afterwards with all that is in it.
public func withScratchDirectory<R>(_ body: (String) throws -> R) throws -> R {
    var random = SystemRandomNumberGenerator()
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let name = "lifeboat-test-" + String(UInt64.random(in: .min ... .max, using: &random), radix: 36)
    let path = "\(base)/\(name)"
    let directory = try Directory.make(path, mode: 0o700)
    defer {
        // What a test did to permissions must not keep its directory alive.
        try? Attributes.setPermissions(directory.descriptor, 0o700)
        try? directory.removeContents()
        rmdir(path)
    }
    return try body(path)
}
