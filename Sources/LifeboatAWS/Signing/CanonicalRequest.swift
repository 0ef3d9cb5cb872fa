internal import LifeboatCore
public import LifeboatHTTP

/// A request in the one form that signer and server both arrive at (Signature Version 4, "Create a canonical
/// request").
public struct CanonicalRequest: Sendable, Hashable {
    /// The whole text: method, path, query, headers, their names, hash of the body.
    public let text: String
    /// The names of the signed headers, in lower case, sorted, joined by `;`.
    public let signedHeaders: String

    /// The form of `request`; all its headers are signed, and `host`, but for those that are changed or added
    /// on the way.
    public init(_ request: HTTPRequest, payload: PayloadHash, rules: SigningRules) {
        let headers = Self.headers(of: request)
        signedHeaders = headers.map(\.name).joined(separator: ";")
        text = [
            request.method.rawValue,
            Self.path(request.address, rules),
            Self.query(request.address),
            headers.map { "\($0.name):\($0.value)\n" }.joined(),
            signedHeaders,
            payload.text,
        ].joined(separator: "\n")
    }

    /// Headers that belong to one connection, or that something on the way may set.
    private static let unsigned: Set = [
        "authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id",
    ]

    private static func headers(of request: HTTPRequest) -> [(name: String, value: String)] {
        var values = ["host": [request.address.authority]]
        for field in request.headers.fields {
            let name = field.name.lowercased()
            if name == "host" || unsigned.contains(name) { continue }
            values[name, default: []].append(squeezed(field.value))
        }
        return values.map { ($0.key, $0.value.joined(separator: ",")) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    /// Without white space at the ends, and with one space for each run of it inside.
    private static func squeezed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" || $0.isNewline }.joined(separator: " ")
    }

    private static func path(_ address: HTTPAddress, _ rules: SigningRules) -> String {
        var address = address
        if rules.normalisesPath { address.path = normalised(address.path) }
        let once = address.escapedPath
        let path = rules.escapesPathTwice ? PercentEncoding.escape(once, leaving: "/") : once
        return path.isEmpty ? "/" : path
    }

    /// Without empty components and dots (RFC 3986, 5.2.4); a `/` at the end stays.
    private static func normalised(_ path: String) -> String {
        var kept: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for part in parts where !part.isEmpty && part != "." {
            if part == ".." { _ = kept.popLast() } else { kept.append(part) }
        }
        let isFolder = parts.last.map { $0.isEmpty || $0 == "." || $0 == ".." } ?? true
        return kept.isEmpty ? "/" : "/" + kept.joined(separator: "/") + (isFolder ? "/" : "")
    }

    /// Sorted by escaped name, then by escaped value.
    private static func query(_ address: HTTPAddress) -> String {
        address.query
            .map { [PercentEncoding.escape($0.name), PercentEncoding.escape($0.value)] }
            .sorted { one, other in
                let (first, second) = (Array(one[0].utf8), Array(other[0].utf8))
                return first == second
                    ? one[1].utf8.lexicographicallyPrecedes(other[1].utf8)
                    : first.lexicographicallyPrecedes(second)
            }
            .map { $0.joined(separator: "=") }
            .joined(separator: "&")
    }
}
