/// One answer of a server as it came, byte for byte.
struct LoopbackAnswer: Sendable {
    /// The status.
    let status: Int
    /// The header with the empty line that ends it.
    var head: [UInt8]
    /// The header fields in their order, names in lower case.
    let fields: [(name: String, value: String)]
    /// The body as it came, chunked or not.
    var body: [UInt8] = []

    /// Reads a header that ends with an empty line; nil when it is none.
    init?(head: [UInt8]) {
        let (start, fields) = LoopbackRequest.parts(of: head)
        let words = start.split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { return nil }
        self.status = status
        self.head = head
        self.fields = fields
    }

    /// The first value of the field; `name` in lower case.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Everything that goes over the wire.
    var bytes: [UInt8] { head + body }

    /// Whether the connection ends after it, or only its end ends the body.
    var isLast: Bool {
        let connection = self["connection"]?.lowercased()
        let hasLength = self["content-length"] != nil || self["transfer-encoding"] != nil
        let isOld = head.starts(with: Array("HTTP/1.0".utf8)) && connection != "keep-alive"
        return connection == "close" || isOld || (!hasLength && status != 204 && status != 304)
    }

    /// The header with another value of the field, which is added where it was not there.
    func head(setting name: String, to value: String) -> [UInt8] {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").filter {
            $0.split(separator: ":").first?.lowercased() != name.lowercased()
        }
        let all = lines.map(String.init) + ["\(name): \(value)"]
        return Array((all.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
