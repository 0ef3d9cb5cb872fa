/// Where the services differ in what they sign.
public struct SigningRules: Sendable, Hashable {
    /// Whether `.`, `..` and empty components are taken out of the path.
    public let normalisesPath: Bool
    /// Whether the path, escaped as it is sent, is escaped once more.
    public let escapesPathTwice: Bool
    /// Whether the hash of the body goes with the request as `x-amz-content-sha256`.
    public let sendsPayloadHash: Bool

    /// Makes rules.
    public init(normalisesPath: Bool, escapesPathTwice: Bool, sendsPayloadHash: Bool) {
        self.normalisesPath = normalisesPath
        self.escapesPathTwice = escapesPathTwice
        self.sendsPayloadHash = sendsPayloadHash
    }

    /// S3: a key is what it is, dots and slashes included.
    public static let s3 = SigningRules(
        normalisesPath: false,
        escapesPathTwice: false,
        sendsPayloadHash: true
    )

    /// Every other service.
    public static let standard = SigningRules(
        normalisesPath: true,
        escapesPathTwice: true,
        sendsPayloadHash: false
    )
}
