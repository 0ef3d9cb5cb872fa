extension AWSRefusal {
    /// Whether newer credentials may be taken.
    public var isExpired: Bool {
        ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"].contains(code)
    }
}
