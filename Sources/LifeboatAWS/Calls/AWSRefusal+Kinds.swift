internal import LifeboatHTTP

extension AWSRefusal {
    /// Whether newer credentials may be taken.
    public var isExpired: Bool {
        ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"].contains(code)
    }

    /// Whether this machine's clock and the server's differ too much for a signature.
    public var isSkewed: Bool { RetryRule(status: status, code: code) == .clock }
}
