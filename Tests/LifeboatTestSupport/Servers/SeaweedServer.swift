internal import LifeboatCore
internal import LifeboatFiles
internal import Synchronization

/// SeaweedFS with its S3 gateway: versioning, Object Lock, conditional writes, checksums and identities.
public final class SeaweedServer: ObjectServer {
    private static let tries = 3
    private static let instance = Result { try SeaweedServer.started(in: ServerDirectory.make("seaweed")) }

    /// The process.
    public let process: ServerProcess
    /// Scheme, host and port.
    public let endpoint: String
    private let holdsProbe = Mutex(false)

    /// The one server of this test run, started at first use. Take a bucket of it (`TestBucket`), and never
    /// kill it: a test that kills starts its own.
    public static func shared() throws -> SeaweedServer { try instance.get() }

    /// A server of one's own with its data in `directory`, ready. `policies` are IAM policies as JSON for
    /// roles that are to have others than their own.
    public static func started(in directory: String, policies: [ServerRole: String] = [:]) throws
        -> SeaweedServer
    {
        for _ in 1..<tries {
            let server = try SeaweedServer(in: directory, policies)
            // Another process may have taken one of the ports between the choice and the start.
            if (try? server.start()) != nil { return server }
        }
        let server = try SeaweedServer(in: directory, policies)
        try server.start()
        return server
    }

    private init(in directory: String, _ policies: [ServerRole: String]) throws {
        let ports = try FreePorts.take(8)
        let path = try Directory.make(directory).descriptor.path
        let files = try Directory(path)
        _ = try files.makeDirectory(FileName("data"))
        try files.write(Self.identities(policies).canonical, to: FileName("identities.json"), replacing: true)
        endpoint = "http://127.0.0.1:\(ports[6])"
        process = ServerProcess(
            "seaweed",
            [try ServerTools.current().program("weed"), "server"] + Self.options(path, ports),
            // One new volume for a bucket at a time instead of seven.
            environment: ["WEED_MASTER_VOLUME_GROWTH_COPY_1": "1"],
            directory: path,
            leftovers: [
                "/tmp/seaweedfs-master-grpc-\(ports[1]).sock", "/tmp/seaweedfs-volume-grpc-\(ports[3]).sock",
                "/tmp/seaweedfs-filer-grpc-\(ports[5]).sock", "/tmp/seaweedfs-s3-grpc-\(ports[7]).sock",
            ]
        )
    }

    /// The identity of a role.
    public func access(_ role: ServerRole) -> ServiceAccess {
        ServiceAccess(endpoint: endpoint, accessKey: role.accessKey, secretKey: role.secretKey)
    }

    /// Starts it, and waits until it serves objects: after a restart the gateway answers before it knows
    /// where its data is.
    public func start() throws {
        try process.start { (try? probe()) != nil }
    }

    private func probe() throws {
        let client = try ReferenceClient.shared()
        let place: [String: JSON] = ["Bucket": "readiness", "Key": "probe"]
        if holdsProbe.withLock({ $0 }) {
            _ = try client.call("get_object", place, at: access(.admin))
        }
        let body = ReferenceClient.binary(Array("ready".utf8))
        _ = try client.call("put_object", place.merging(["Body": body]) { $1 }, at: access(.admin))
        holdsProbe.withLock { $0 = true }
    }

    private static func options(_ path: String, _ ports: [UInt16]) -> [String] {
        [
            "-dir=\(path)/data", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            "-master.port=\(ports[0])", "-master.port.grpc=\(ports[1])",
            "-volume.port=\(ports[2])", "-volume.port.grpc=\(ports[3])",
            "-filer.port=\(ports[4])", "-filer.port.grpc=\(ports[5])",
            "-filer.localSocket=\(path)/filer.sock",
            "-s3", "-s3.domainName=localhost", "-s3.port=\(ports[6])", "-s3.port.grpc=\(ports[7])",
            "-s3.localSocket=\(path)/s3.sock",
            "-s3.config=\(path)/identities.json",
            // These two listen on fixed ports otherwise.
            "-s3.port.iceberg=0", "-s3.port.lance=0",
            "-master.telemetry=false",
            // One master alone need not wait ten seconds for others after a restart.
            "-master.electionTimeout=500ms", "-master.heartbeatInterval=100ms",
            "-volume.max=10000", "-master.volumeSizeLimitMB=1024",
        ]
    }

    /// The roles as SeaweedFS reads them: a policy each, which allows what the role may do and nothing else.
    private static func identities(_ policies: [ServerRole: String]) -> JSON {
        let roles = ServerRole.allCases.filter { $0 != .stranger }
        return .object([
            "identities": .array(
                roles.map { role in
                    let key: JSON = [
                        "accessKey": .string(role.accessKey), "secretKey": .string(role.secretKey),
                    ]
                    // Creating buckets asks for an action of its own, which no policy gives.
                    let actions: JSON = role == .admin ? ["Admin", "Read", "Write", "List", "Tagging"] : []
                    return [
                        "name": .string(role.rawValue), "credentials": [key], "actions": actions,
                        "policyNames": role == .admin ? [] : [.string(role.rawValue)],
                    ]
                }
            ),
            "policies": .array(
                roles.map {
                    ["name": .string($0.rawValue), "content": .string(policies[$0] ?? policy(of: $0))]
                }
            ),
        ])
    }

    private static func policy(of role: ServerRole) -> String {
        let document: JSON = [
            "Version": "2012-10-17",
            "Statement": [
                [
                    "Effect": "Allow", "Action": .array(role.permissions.map(JSON.string)),
                    "Resource": ["arn:aws:s3:::*"],
                ]
            ],
        ]
        return String(decoding: document.canonical, as: UTF8.self)
    }
}
