internal import LifeboatCore

extension LoopbackConnection {
    /// The next request with its body; nil when the other side has closed instead. Says 100 Continue when
    /// asked to.
    public func request() throws -> LoopbackRequest? {
        guard var request = try head() else { return nil }
        if request["expect"] == "100-continue" { try write("HTTP/1.1 100 Continue\r\n\r\n") }
        request.body = try body(of: request)
        return request
    }

    /// The header of the next request, its body left to be read; nil when the other side has closed instead.
    public func head() throws -> LoopbackRequest? {
        guard let bytes = try bytes(until: Array("\r\n\r\n".utf8)) else { return nil }
        guard let request = LoopbackRequest(head: bytes) else {
            throw LifeboatError(.corrupt, "this is no request: \(String(decoding: bytes, as: UTF8.self))")
        }
        return request
    }

    /// Reads the body that belongs to `request`.
    public func body(of request: LoopbackRequest) throws -> [UInt8] {
        guard request["transfer-encoding"] == "chunked" else {
            return try bytes(count: request["content-length"].flatMap { Int($0) } ?? 0)
        }
        var body: [UInt8] = []
        while let line = try bytes(until: [13, 10]) {
            let count = Int(String(decoding: line.dropLast(2), as: UTF8.self), radix: 16) ?? 0
            body += try bytes(count: count)
            _ = try bytes(count: 2)
            if count == 0 { break }
        }
        return body
    }

    /// Answers with a body of known length. `fields` are lines such as `ETag: "x"`.
    public func answer(_ status: Int, _ body: [UInt8] = [], fields: [String] = []) throws {
        let lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.count)"] + fields
        try write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }

    /// Exactly `count` bytes; throws when the other side closes before.
    public func bytes(count: Int) throws -> [UInt8] {
        var found: [UInt8] = []
        while found.count < count {
            let more = read(upTo: min(1 << 16, count - found.count))
            guard !more.isEmpty else { throw LifeboatError(.inputOutput, "the connection ended early") }
            found += more
        }
        return found
    }

    /// All bytes up to and with `mark`; nil when the other side closes before.
    func bytes(until mark: [UInt8]) throws -> [UInt8]? {
        var found: [UInt8] = []
        while found.count < 1 << 20 {
            let more = read()
            guard !more.isEmpty else { return nil }
            let start = max(0, found.count - mark.count + 1)
            found += more
            var index = start
            while index + mark.count <= found.count {
                if found[index..<index + mark.count].elementsEqual(mark) {
                    putBack(found[(index + mark.count)...])
                    return Array(found[..<(index + mark.count)])
                }
                index += 1
            }
        }
        throw LifeboatError(.corrupt, "a header of more than a mebibyte")
    }
}
