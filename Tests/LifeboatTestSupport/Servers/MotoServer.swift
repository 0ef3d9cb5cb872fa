internal import LifeboatCore
internal import LifeboatFiles

/// moto's server: simulated S3, EC2, EBS and KMS in memory, with storage classes, restores from cold classes,
/// lifecycle and replication settings. It checks neither signatures nor checksums, and forgets everything
/// when it is killed.
public final class MotoServer: ObjectServer {
    private static let instance = Result { try MotoServer.started(in: ServerDirectory.make("moto")) }

    /// The process.
    public let process: ServerProcess
    /// Scheme, host and port; every service answers there.
    public let endpoint: String

    /// The one server of this test run, started at first use; never kill it.
    public static func shared() throws -> MotoServer { try instance.get() }

    /// A server of one's own with its log in `directory`, ready.
    public static func started(in directory: String) throws -> MotoServer {
        let server = try MotoServer(in: directory)
        try server.start()
        return server
    }

    private init(in directory: String) throws {
        let port = try FreePorts.take(1)[0]
        let path = try Directory.make(directory).descriptor.path
        endpoint = "http://127.0.0.1:\(port)"
        let program = try ServerTools.current().program("moto_server")
        process = ServerProcess("moto", [program, "-H", "127.0.0.1", "-p", "\(port)"], directory: path)
    }

    /// The key of a role; all of them may do everything.
    public func access(_ role: ServerRole) -> ServiceAccess {
        ServiceAccess(endpoint: endpoint, accessKey: role.accessKey, secretKey: role.secretKey)
    }

    /// Starts it and waits until it answers.
    public func start() throws { try process.start { answers() } }
}
