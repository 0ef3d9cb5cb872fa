/// The bandwidth that all transfers of a transport share; nil for one that is not limited.
public struct TransportLimits: Sendable {
    /// Of bodies sent.
    public var upload: RateLimiter?
    /// Of bodies received.
    public var download: RateLimiter?

    /// Makes limits.
    public init(upload: RateLimiter? = nil, download: RateLimiter? = nil) {
        self.upload = upload
        self.download = download
    }
}
