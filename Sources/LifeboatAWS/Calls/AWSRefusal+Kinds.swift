extension AWSRefusal {
    /// Whether newer credentials may be taken.
    public var isExpired: Bool {
        ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"].contains(code)
    }

    /// Whether this machine's clock and the server's differ too much for a signature.
    public var isSkewed: Bool { ["RequestTimeTooSkewed", "RequestInTheFuture"].contains(code) }
}
