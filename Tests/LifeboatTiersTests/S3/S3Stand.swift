import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import LifeboatTiers

/// A bucket of a test server, and our own client for it.
struct S3Stand: Sendable {
    let bucket: TestBucket
    let client: S3Client

    /// A fresh bucket, spoken to over libcurl as one of the roles.
    init(_ server: any ObjectServer, keeping: TestBucket.Keeping = .nothing, as role: ServerRole = .admin)
        throws
    {
        let bucket = try TestBucket(on: server, keeping: keeping)
        try self.init(bucket, as: role)
    }

    /// The same bucket as another role.
    init(_ bucket: TestBucket, as role: ServerRole) throws {
        self.bucket = bucket
        client = try Self.client(bucket.name, bucket.server.access(role))
    }

    /// A store below a prefix of the bucket.
    func store(_ options: @escaping S3Store.Options = { _ in S3PutOptions() }) throws -> S3Store {
        S3Store(try S3Address("s3://\(bucket.name)/some/vault"), client: client, options: options)
    }

    static func client(
        _ bucket: String,
        _ access: ServiceAccess,
        clock: any WallClock = SystemClock()
    ) throws -> S3Client {
        let endpoint = try S3Endpoint(url: access.endpoint, region: access.region)
        let credentials = AWSCredentials(
            accessKeyID: access.accessKey,
            secretAccessKey: access.secretKey
        )
        let transport = SignedTransport(
            CurlTransport(TransportSettings(version: "test"), cancellation: Cancellation()),
            credentials: FixedCredentials(credentials),
            signer: RequestSigner(region: endpoint.region, service: "s3"),
            clock: clock
        )
        return S3Client(bucket: bucket, endpoint: endpoint, transport: transport)
    }
}

extension S3Stand {
    /// Puts a text with our own client.
    func put(_ key: String, _ text: String, _ options: S3PutOptions = S3PutOptions()) throws {
        let bytes = Array(text.utf8)
        _ = try bytes.withUnsafeBytes {
            try client.put(key, .memory($0), digest: Hasher256.digest(of: bytes), options)
        }
    }
}
