/// How to speak to a service: where it is, and as whom.
public struct ServiceAccess: Sendable, Hashable {
    /// Scheme, host and port, as in `http://127.0.0.1:8333`.
    public let endpoint: String
    /// The region that requests are signed for.
    public let region: String
    /// Who asks.
    public let accessKey: String
    /// What proves it.
    public let secretKey: String

    /// All four.
    public init(endpoint: String, region: String = "us-east-1", accessKey: String, secretKey: String) {
        self.endpoint = endpoint
        self.region = region
        self.accessKey = accessKey
        self.secretKey = secretKey
    }

    /// The same identity at another place, as at a proxy in front of the service.
    public func at(_ endpoint: String) -> ServiceAccess {
        ServiceAccess(endpoint: endpoint, region: region, accessKey: accessKey, secretKey: secretKey)
    }
}
