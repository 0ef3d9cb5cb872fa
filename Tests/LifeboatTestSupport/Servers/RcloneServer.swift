internal import LifeboatCore
internal import LifeboatFiles

/// `rclone serve s3`: a directory with a small part of S3's interface. No versions, no lock, no conditional
/// writes, no checksums: what a store may lack.
public final class RcloneServer: ObjectServer {
    private static let instance = Result { try RcloneServer.started(in: ServerDirectory.make("rclone")) }

    /// The process.
    public let process: ServerProcess
    /// Scheme, host and port.
    public let endpoint: String
    /// The directory that it serves: a directory in it for each bucket.
    public let files: String

    /// The one server of this test run, started at first use; never kill it.
    public static func shared() throws -> RcloneServer { try instance.get() }

    /// A server of one's own with its data in `directory`, ready.
    public static func started(in directory: String) throws -> RcloneServer {
        let server = try RcloneServer(in: directory)
        try server.start()
        return server
    }

    private init(in directory: String) throws {
        let port = try FreePorts.take(1)[0]
        let path = try Directory.make(directory).descriptor.path
        files = try Directory.make("\(path)/data").descriptor.path
        endpoint = "http://127.0.0.1:\(port)"
        let role = ServerRole.admin
        process = ServerProcess(
            "rclone",
            [
                try ServerTools.current().program("rclone"), "serve", "s3", files,
                "--addr", "127.0.0.1:\(port)", "--auth-key", "\(role.accessKey),\(role.secretKey)",
                "--config", "\(path)/rclone.conf", "--cache-dir", "\(path)/cache",
            ],
            directory: path
        )
    }

    /// Every role is the same identity, but the stranger.
    public func access(_ role: ServerRole) -> ServiceAccess {
        let role = role == .stranger ? role : .admin
        return ServiceAccess(endpoint: endpoint, accessKey: role.accessKey, secretKey: role.secretKey)
    }

    /// Starts it and waits until it answers.
    public func start() throws { try process.start { answers() } }
}
