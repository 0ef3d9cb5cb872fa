/// The settings of an `s3` tier.
public struct ObjectStoreSettings: Sendable, Hashable {
    /// `s3://bucket/prefix`.
    public let url: String
    /// `https://host[:port]` of a store that is not AWS; nil for AWS.
    public let endpoint: String?
    /// The region; nil where the surroundings decide it.
    public let region: String?
    /// The class objects are stored in, as the store names it; nil for the store's default.
    public let storageClass: String?
    /// Encryption by the store; nil for the store's default.
    public let encryption: ObjectStoreEncryption?
    /// Where the credentials come from.
    public let credentials: ObjectStoreCredentials
    /// Where the bucket stands in addresses; nil for what suits the endpoint.
    public let addressing: BucketAddressing?
    /// A file of authorities to trust in place of the system's; nil for those.
    public let certificates: String?
    /// How objects are locked; nil where they are not.
    public let lock: ObjectLockRule?
    /// The most bytes a second, both ways together; nil for no bound.
    public let bandwidth: Int?

    /// Makes the settings.
    public init(
        url: String,
        endpoint: String? = nil,
        region: String? = nil,
        storageClass: String? = nil,
        encryption: ObjectStoreEncryption? = nil,
        credentials: ObjectStoreCredentials = .standard,
        addressing: BucketAddressing? = nil,
        certificates: String? = nil,
        lock: ObjectLockRule? = nil,
        bandwidth: Int? = nil
    ) {
        self.url = url
        self.endpoint = endpoint
        self.region = region
        self.storageClass = storageClass
        self.encryption = encryption
        self.credentials = credentials
        self.addressing = addressing
        self.certificates = certificates
        self.lock = lock
        self.bandwidth = bandwidth
    }
}
