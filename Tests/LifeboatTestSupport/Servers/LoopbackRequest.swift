/// One request as it came, byte for byte.
public struct LoopbackRequest: Sendable {
    /// Method and target, as in `GET /a?b=c`.
    public let method: String
    /// What stands between method and version.
    public let target: String
    /// The header as it came, with the empty line that ends it.
    public let head: [UInt8]
    /// The header fields in their order, names in lower case.
    public let fields: [(name: String, value: String)]
    /// The body, decoded where it came in chunks.
    public var body: [UInt8]

    /// The first value of the field; `name` in lower case.
    public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Reads a header that ends with an empty line; nil when it is none.
    init?(head: [UInt8]) {
        let (start, fields) = Self.parts(of: head)
        let words = start.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return nil }
        method = String(words[0])
        target = String(words[1])
        self.head = head
        self.fields = fields
        body = []
    }

    /// The first line of a header, and its fields with their names in lower case.
    static func parts(of head: [UInt8]) -> (start: String, fields: [(name: String, value: String)]) {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let fields = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        return (String(lines.first ?? ""), fields)
    }
}
