/// What a server answered, completely received.
public struct HTTPResponse: Sendable, Hashable {
    /// The status code.
    public let status: Int
    /// The header fields.
    public let headers: HTTPHeaders
    /// The body, where the sink was memory or the status tells of a failure; else empty.
    public let body: [UInt8]
    /// Whether the body of the request was sent more than once: on a connection that turned out to be dead,
    /// the server may have taken it all the same.
    public var isResent = false

    /// Makes an answer.
    public init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether the status is one of success, 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}
