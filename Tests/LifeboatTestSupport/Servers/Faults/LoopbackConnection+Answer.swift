internal import LifeboatCore

extension LoopbackConnection {
    /// The answer to a request with this method, the last one where others come before it (100 Continue); nil
    /// when the other side has closed instead.
    func answer(to method: String) throws -> LoopbackAnswer? {
        while let bytes = try bytes(until: Array("\r\n\r\n".utf8)) {
            guard var answer = LoopbackAnswer(head: bytes) else {
                throw LifeboatError(.corrupt, "this is no answer: \(String(decoding: bytes, as: UTF8.self))")
            }
            if (100..<200).contains(answer.status) { continue }
            answer.body = try body(of: answer, to: method)
            return answer
        }
        return nil
    }

    /// A body as it came, with the marks of its chunks; at most about `limit` bytes of it.
    func rawBody(chunked: Bool, length: Int, limit: Int = .max) throws -> [UInt8] {
        guard chunked else { return try bytes(count: min(length, limit)) }
        var body: [UInt8] = []
        while body.count < limit, let line = try bytes(until: [13, 10]) {
            let digits = line.dropLast(2).prefix { $0 != UInt8(ascii: ";") }
            let count = Int(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
            body += line
            if count > 0 {
                body += try bytes(count: count + 2)
                continue
            }
            // What may follow the last chunk ends with an empty line.
            while let trailer = try bytes(until: [13, 10]) {
                body += trailer
                if trailer.count == 2 { break }
            }
            return body
        }
        return body
    }

    private func body(of answer: LoopbackAnswer, to method: String) throws -> [UInt8] {
        if method == "HEAD" || answer.status == 204 || answer.status == 304 { return [] }
        let isChunked = answer["transfer-encoding"]?.lowercased() == "chunked"
        guard !isChunked, answer["content-length"] == nil else {
            return try rawBody(chunked: isChunked, length: answer["content-length"].flatMap { Int($0) } ?? 0)
        }
        var body: [UInt8] = []
        while case let more = read(), !more.isEmpty { body += more }
        return body
    }
}
