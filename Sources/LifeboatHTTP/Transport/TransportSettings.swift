/// How a transport behaves, as values.
public struct TransportSettings: Sendable, Hashable {
    /// The `User-Agent` of every request that brings none of its own.
    public var userAgent: String
    /// Seconds for name, connection and TLS handshake together.
    public var connectTimeout = 15.0
    /// Seconds without a single byte in either direction, once connected, after which a transfer is given up.
    public var stallTimeout = 60.0
    /// Seconds for everything, or nil for no limit.
    public var totalTimeout: Double?
    /// Path of a PEM file with the authorities to trust, in place of the system's.
    public var certificates: String?
    /// Which proxies are used; none unless told.
    public var proxies = ProxySettings()
    /// Whether HTTP/2 is offered to servers that speak TLS.
    public var offersHTTP2 = true
    /// From this many bytes on, a body is held back for up to a second until the server says that it wants it
    /// (`Expect: 100-continue`, RFC 9110, 10.1.1): a refusal or redirect then costs no upload. Below, asking
    /// would cost more time than it saves.
    public var expectFrom = 1 << 20
    /// How many handles, each with its open connections, are kept while nobody uses them.
    public var idleHandles = 32

    /// The defaults, with the version that the program tells servers.
    public init(version: String) { userAgent = "lifeboat/\(version)" }
}
