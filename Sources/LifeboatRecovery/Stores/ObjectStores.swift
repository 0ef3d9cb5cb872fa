internal import LifeboatAWS
public import LifeboatCore
public import LifeboatHTTP
public import LifeboatPolicy
public import LifeboatTiers
internal import LifeboatVault
internal import Synchronization

/// Opens tiers that are prefixes of buckets. One store serves a tier for the life of this object, so that its
/// connections and credentials are used again.
public final class ObjectStores: TierStores {
    private let surroundings: CredentialSurroundings
    private let settings: TransportSettings
    private let cancellation: Cancellation
    private let retrier: Retrier
    /// How much earlier than others this host renews its credentials, in seconds.
    private let jitter: Double
    private let opened = Mutex<[ObjectStoreSettings: S3Store]>([:])

    /// Opens tiers with what the environment says of credentials, region, proxies and authorities; `home` is
    /// where shared files are looked for. `random` spreads retries and renewals; `time` is where their pauses
    /// are spent, the machine's own where none is given, and `stallTimeout` the longest without a byte, in
    /// seconds. `notice` hears of every try that follows one in vain.
    public init(
        environment: [String: String],
        home: String?,
        version: String,
        clock: any WallClock,
        cancellation: Cancellation,
        random: any RandomNumberGenerator & Sendable,
        time: (any RetryTime)? = nil,
        stallTimeout: Double = 60,
        notice: @escaping @Sendable (RetryNotice) -> Void = { _ in }
    ) {
        var settings = TransportSettings(version: version)
        // A handle carries one transfer at a time, which gains nothing from HTTP/2; and while its window is
        // full, libcurl 7.88 turns around without waiting: 8 s of processor time for a GiB sent.
        settings.offersHTTP2 = false
        settings.stallTimeout = stallTimeout
        settings.proxies = ProxySettings(environment: environment)
        settings.certificates = environment["AWS_CA_BUNDLE"].flatMap { $0.isEmpty ? nil : $0 }
        self.settings = settings
        self.cancellation = cancellation
        var random = random
        jitter = Double.random(in: 0...60, using: &random)
        retrier = Retrier(
            budget: RetryBudget(),
            time: time ?? MachineTime(cancellation),
            clock: clock,
            random: random,
            notice: notice
        )
        surroundings = CredentialSurroundings(
            environment: environment,
            home: home,
            transport: CurlTransport(settings, cancellation: cancellation),
            metadata: CurlTransport(Self.metadata(version), cancellation: cancellation),
            clock: clock,
            retrier: retrier,
            cancellation: cancellation
        )
    }

    /// See `TierStores`. Nothing is asked of the store yet.
    public func open(_ tier: Tier) throws -> any Store {
        guard case .s3(let settings) = tier.storage else {
            throw LifeboatError(.unsupported, "is not a bucket", path: tier.name)
        }
        return try opened.withLock { opened in
            if let store = opened[settings] { return store }
            let store = try store(settings, named: tier.address)
            opened[settings] = store
            return store
        }
    }

    /// See `TierStores`. A bucket is never made: it has an owner, a region and rules that a person decides
    /// on.
    public func make(_ tier: Tier) throws -> any Store { try open(tier) }

    private func store(_ tier: ObjectStoreSettings, named name: String) throws -> S3Store {
        let address = try S3Address(tier.url)
        let endpoint = try endpoint(tier)
        var settings = settings
        if let certificates = tier.certificates { settings.certificates = certificates }
        let limiter = tier.bandwidth.map { RateLimiter(bytesPerSecond: $0) }
        let transport = SignedTransport(
            CurlTransport(
                settings,
                limits: TransportLimits(upload: limiter, download: limiter),
                cancellation: cancellation
            ),
            credentials: CredentialCache(
                provider(tier),
                clock: surroundings.clock,
                jitterSeconds: jitter
            ),
            signer: RequestSigner(region: endpoint.region, service: "s3"),
            clock: surroundings.clock,
            retrier: retrier,
            name: name
        )
        let client = S3Client(
            bucket: address.bucket,
            endpoint: endpoint,
            encryption: try encryption(tier),
            transport: transport
        )
        let storageClass = tier.storageClass
        let lock = tier.lock.map {
            S3LockRule($0.mode == .compliance ? .compliance : .governance, seconds: $0.seconds)
        }
        return S3Store(address, client: client, name: name, lock: lock, clock: surroundings.clock) { key in
            var options = S3PutOptions()
            // What is read to find, judge and prove the rest stays in the store's instant class.
            if key.hasPrefix(VaultFormat.objectsPrefix) { options.storageClass = storageClass }
            return options
        }
    }

    private func provider(_ tier: ObjectStoreSettings) -> any CredentialProvider {
        switch tier.credentials {
        case .standard: CredentialChain.standard(surroundings)
        case .profile(let name): CredentialChain.standard(surroundings, profile: name)
        case .keys(let id, let secret, let token):
            ReferencedCredentials(
                reader: SecretReader(surroundings),
                accessKeyID: id,
                secretAccessKey: secret,
                sessionToken: token
            )
        }
    }

    private func endpoint(_ tier: ObjectStoreSettings) throws -> S3Endpoint {
        var profile: String?
        if case .profile(let name) = tier.credentials { profile = name }
        let region = try tier.region ?? SharedProfiles.region(surroundings, profile: profile)
        let variables = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"]
        let named = variables.lazy.compactMap { self.surroundings.environment[$0] }.first { !$0.isEmpty }
        let addressing = tier.addressing.map { $0 == .path ? S3Addressing.path : .virtualHost }
        if let url = tier.endpoint ?? named {
            return try S3Endpoint(url: url, region: region, addressing: addressing)
        }
        guard let region else {
            throw LifeboatError(
                .policyInvalid,
                "nothing says which region the bucket is in",
                path: tier.url,
                hint: "Add region: to the tier, or set AWS_REGION; endpoint: for a store that is not AWS."
            )
        }
        return try S3Endpoint(region: region, addressing: addressing ?? .virtualHost)
    }

    private func encryption(_ tier: ObjectStoreSettings) throws -> S3Encryption {
        guard let encryption = tier.encryption else { return .bucketDefault }
        if let reference = encryption.customerKey { return .customerKey(try customerKey(reference)) }
        return encryption.sse == "AES256" ? .storeKeys : .keyService(encryption.key)
    }

    private func customerKey(_ reference: SecretReference) throws -> S3CustomerKey {
        guard let bytes = Base64.decode(try SecretReader(surroundings).read(reference)) else {
            throw LifeboatError(
                .usage,
                "a customer's key has to be 32 bytes in base64",
                path: reference.text,
                hint: "Make one with `head -c 32 /dev/urandom | base64`, and keep a copy off this node."
            )
        }
        do { return try S3CustomerKey(bytes) } catch { throw error.at(reference.text) }
    }

    /// The machine's own services answer at once or not at all, and never through a proxy.
    private static func metadata(_ version: String) -> TransportSettings {
        var settings = TransportSettings(version: version)
        settings.connectTimeout = 1
        settings.totalTimeout = 2
        return settings
    }
}
