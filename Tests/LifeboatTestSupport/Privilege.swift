internal import Glibc

/// Runs `body` with the file rights of an ordinary user, also where the tests run as root.
///
/// `setfsuid(2)` changes one thread only, and only what the file system grants: so `body` must not change
/// threads. What it works on must be reachable for others (mode 0755), except where the test wants it not to
/// be.
public func withoutPrivilege<R>(_ body: () throws -> R) throws -> R {
    guard geteuid() == 0 else { return try body() }
    typealias Call = @convention(c) (UInt32) -> Int32
    // The C library's module does not show this function to Swift.
    guard let symbol = dlsym(nil, "setfsuid") else { throw ContractViolation("there is no setfsuid") }
    let setFileSystemUser = unsafeBitCast(symbol, to: Call.self)
    _ = setFileSystemUser(65_534)
    defer { _ = setFileSystemUser(0) }
    return try body()
}

/// Makes a named pipe; whether that worked.
public func makePipe(_ path: String) -> Bool { mkfifo(path, 0o600) == 0 }
