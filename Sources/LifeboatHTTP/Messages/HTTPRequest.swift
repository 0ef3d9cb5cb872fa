/// What is asked of a server, but for the body.
public struct HTTPRequest: Sendable, Hashable {
    /// The method.
    public var method: HTTPMethod
    /// Where it goes.
    public var address: HTTPAddress
    /// The header fields; `Host` and `Content-Length` are the transport's.
    public var headers: HTTPHeaders

    /// Makes a request.
    public init(_ method: HTTPMethod, _ address: HTTPAddress, _ headers: HTTPHeaders = HTTPHeaders()) {
        self.method = method
        self.address = address
        self.headers = headers
    }
}
