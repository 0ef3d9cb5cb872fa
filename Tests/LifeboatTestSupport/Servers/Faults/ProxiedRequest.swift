internal import LifeboatCore

/// What a plan knows of a request when it decides.
public struct ProxiedRequest: Sendable, Hashable {
    /// Which one of all requests to this proxy, from 1.
    public let number: Int
    /// Which one of those with this `name`, from 1.
    public let attempt: Int
    /// As in `PUT`.
    public let method: String
    /// Path and query as they came.
    public let target: String
    /// How many bytes its body has; 0 where it comes in chunks.
    public let bodyLength: Int
    /// What the same request has in another run: method, path without the bucket, query without what servers
    /// make up, range.
    public let name: String

    /// The request with its numbers, which nobody else has.
    init(_ request: LoopbackRequest, number: Int, attempt: Int) {
        self.number = number
        self.attempt = attempt
        method = request.method
        target = request.target
        bodyLength = request["content-length"].flatMap { Int($0) } ?? 0
        name = Self.name(of: request)
    }

    /// From the text of a header; nil where it is none.
    public init?(_ head: String, number: Int, attempt: Int) {
        guard let request = LoopbackRequest(head: Array(head.utf8)) else { return nil }
        self.init(request, number: number, attempt: attempt)
    }

    /// See `name`.
    static func name(of request: LoopbackRequest) -> String {
        let halves = request.target.split(separator: "?", maxSplits: 1)
        let path = (halves.first ?? "").split(separator: "/").dropFirst().joined(separator: "/")
        let madeUp: Set = ["uploadId", "versionId", "continuation-token"]
        let query = (halves.count > 1 ? halves[1] : "").split(separator: "&").map { pair in
            let key = pair.prefix { $0 != "=" }
            return madeUp.contains(String(key)) ? key : pair
        }
        return [request.method, path, query.joined(separator: "&"), request["range"] ?? ""]
            .joined(separator: " ")
    }
}
