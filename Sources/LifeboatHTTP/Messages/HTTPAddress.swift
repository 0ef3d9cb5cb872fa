/// Where a request goes, with path and query as they are meant; they are escaped in one place, so that what
/// is signed is what is sent.
public struct HTTPAddress: Sendable, Hashable {
    /// Whether TLS is spoken (`https`).
    public var isSecure: Bool
    /// The host name or address; an IPv6 address without brackets.
    public var host: String
    /// The port, or nil for the scheme's own.
    public var port: Int?
    /// The path, not escaped, with its leading `/`. A `//` in it stays one.
    public var path: String
    /// Names and values of the query, not escaped, in the order they are sent.
    public var query: [Parameter]

    /// One name and value of a query; a name alone has an empty value.
    public struct Parameter: Sendable, Hashable {
        /// Its name, not escaped.
        public let name: String
        /// Its value, not escaped.
        public let value: String

        /// Makes a parameter.
        public init(_ name: String, _ value: String = "") {
            self.name = name
            self.value = value
        }
    }

    /// Makes an address.
    public init(isSecure: Bool, host: String, port: Int? = nil, path: String = "/", query: [Parameter] = []) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.path = path
        self.query = query
    }

    /// The port that the scheme stands for.
    var schemePort: Int { isSecure ? 443 : 80 }

    /// Host and port as they stand in the `Host` header, in a signature and in a URL: without the scheme's
    /// own port (RFC 3986, 6.2.3).
    public var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port.flatMap { $0 == schemePort ? nil : "\(name):\($0)" } ?? name
    }

    /// The path with all but the unreserved characters and `/` escaped.
    public var escapedPath: String { PercentEncoding.escape(path, leaving: "/") }

    /// `name=value` pairs joined by `&`, all but the unreserved characters escaped; empty without a query.
    public var escapedQuery: String {
        query.map { PercentEncoding.escape($0.name) + "=" + PercentEncoding.escape($0.value) }
            .joined(separator: "&")
    }

    /// The whole URL, as it is sent.
    public var url: String { location + (query.isEmpty ? "" : "?" + escapedQuery) }

    /// The URL without its query, for messages: a query may hold a signature or a token.
    public var location: String { "\(isSecure ? "https" : "http")://\(authority)\(escapedPath)" }
}
