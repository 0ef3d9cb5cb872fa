internal import LifeboatAWS
public import LifeboatCore
public import LifeboatHTTP
public import LifeboatTiers

/// A bucket of a test server, and Lifeboat's own client for it.
public struct S3Stand: Sendable {
    /// The bucket as the reference client sees it.
    public let bucket: TestBucket
    /// The bucket as our own client sees it.
    public let client: S3Client

    /// A fresh bucket, spoken to over libcurl as one of the roles.
    public init(
        _ server: any ObjectServer,
        keeping: TestBucket.Keeping = .nothing,
        as role: ServerRole = .admin
    ) throws {
        try self.init(try TestBucket(on: server, keeping: keeping), as: role)
    }

    /// The same bucket as another role.
    public init(_ bucket: TestBucket, as role: ServerRole) throws {
        self.bucket = bucket
        client = try Self.client(bucket.name, bucket.server.access(role))
    }

    /// A store below a prefix of the bucket.
    public func store(_ options: @escaping S3Store.Options = { _ in S3PutOptions() }) throws -> S3Store {
        S3Store(try S3Address("s3://\(bucket.name)/some/vault"), client: client, options: options)
    }

    /// Puts a text with our own client.
    public func put(_ key: String, _ text: String, _ options: S3PutOptions = S3PutOptions()) throws {
        let bytes = Array(text.utf8)
        _ = try bytes.withUnsafeBytes {
            try client.put(key, .memory($0), digest: Hasher256.digest(of: bytes), options)
        }
    }

    /// A client of any bucket, with everything as in the program; `around` may put something before the
    /// transport.
    public static func client(
        _ bucket: String,
        _ access: ServiceAccess,
        clock: any WallClock = SystemClock(),
        encryption: S3Encryption = .bucketDefault,
        addressing: S3Addressing = .path,
        around: (any HTTPTransport) -> any HTTPTransport = { $0 }
    ) throws -> S3Client {
        let endpoint = try S3Endpoint(url: access.endpoint, region: access.region, addressing: addressing)
        let cancellation = Cancellation()
        let curl = CurlTransport(TransportSettings(version: "test"), cancellation: cancellation)
        let transport = SignedTransport(
            around(curl),
            credentials: FixedCredentials(
                AWSCredentials(accessKeyID: access.accessKey, secretAccessKey: access.secretKey)
            ),
            signer: RequestSigner(region: endpoint.region, service: "s3"),
            clock: clock,
            retrier: Retrier(
                budget: RetryBudget(),
                time: MachineTime(cancellation),
                clock: clock,
                random: SystemRandomNumberGenerator()
            )
        )
        return S3Client(bucket: bucket, endpoint: endpoint, encryption: encryption, transport: transport)
    }
}
