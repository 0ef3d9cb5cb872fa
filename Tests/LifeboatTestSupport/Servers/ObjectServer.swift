/// A real server with an S3 interface that tests start.
public protocol ObjectServer: Sendable {
    /// The process.
    var process: ServerProcess { get }
    /// Scheme, host and port.
    var endpoint: String { get }
    /// The same server as one of the roles. Only `SeaweedServer` tells them apart.
    func access(_ role: ServerRole) -> ServiceAccess
    /// Starts it, or starts it again on the same port and data, and waits until it serves what it holds.
    func start() throws
}

extension ObjectServer {
    /// The port of its endpoint.
    public var port: Int { endpoint.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Ends it at once, as a power failure would; what it had answered for is on its disk.
    public func kill() { process.kill() }

    /// Whether a request of the admin is answered well.
    func answers() -> Bool {
        (try? ReferenceClient.shared().call("list_buckets", at: access(.admin))) != nil
    }
}
