/// Which service keeps a store, and where.
public struct StoreService: Sendable, Hashable {
    /// The name or address of the host that answers.
    public let host: String
    /// What holds the keys there, as a bucket.
    public let container: String
    /// The region that it answers for.
    public let region: String

    /// Makes the description.
    public init(host: String, container: String, region: String) {
        self.host = host
        self.container = container
        self.region = region
    }

    /// Whether the host is this machine by its name or address.
    public var isLocal: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host.hasPrefix("127.")
    }
}
