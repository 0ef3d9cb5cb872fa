internal import LifeboatCore
internal import LifeboatFiles

/// One request on its way through a `FaultProxy`, and its answer on the way back.
struct ProxyExchange {
    let known: ProxiedRequest
    let fault: Fault?
    let request: LoopbackRequest
    let client: LoopbackConnection
    let upstream: Upstream

    /// Does what the plan says and notes it; whether the connection goes on.
    func run(_ note: (FaultRecord) -> Void) throws -> Bool {
        var statuses: [Int] = []
        // Noted first and told afterwards: who has the answer finds the record.
        func done(_ action: () throws -> Bool) rethrows -> Bool {
            note(FaultRecord(request: known, fault: fault, statuses: statuses))
            return try action()
        }
        switch fault {
        case .earlyRefusal(let status, let code):
            return try done { try refuse(status, code, closing: true) }
        case .resetRequest(let place):
            let part = try partOfRequest(place)
            try? upstream.abandon(after: part)
            return done { reset() }
        default: break
        }
        let body = try requestBody()
        switch fault {
        case .refusal(let status, let code):
            return try done { try refuse(status, code, closing: false) }
        case .silence:
            return done { wait() }
        default: break
        }
        guard let answer = forward(body, &statuses) else { return done { reset() } }
        return try done { try deliver(answer) }
    }

    /// The answer of the server, to the last request where there were more; nil where it is gone.
    private func forward(_ body: [UInt8], _ statuses: inout [Int]) -> LoopbackAnswer? {
        var body = body
        if case .corruptRequest(let place) = fault { Self.corrupt(&body, place) }
        if case .delay(let seconds) = fault { Pause.seconds(seconds) }
        let times = fault == .duplicate ? 2 : 1
        var answer: LoopbackAnswer?
        for _ in 0..<times {
            answer = try? upstream.exchange(request.head + body, method: request.method)
            statuses.append(answer?.status ?? 0)
        }
        return answer
    }

    private func deliver(_ answer: LoopbackAnswer) throws -> Bool {
        var answer = answer
        switch fault {
        case .resetAnswer(let place):
            try client.write(Array(answer.bytes.prefix(place.offset(in: answer.bytes.count))))
            return reset()
        case .stall(let place):
            try client.write(Array(answer.bytes.prefix(place.offset(in: answer.bytes.count))))
            return wait()
        case .truncation(let place):
            try client.write(answer.head + answer.body.prefix(place.offset(in: answer.body.count)))
            return false
        case .wrongLength(let difference):
            let length = (answer["content-length"].flatMap { Int($0) } ?? answer.body.count) + difference
            try client.write(answer.head(setting: "Content-Length", to: "\(max(0, length))") + answer.body)
            return false
        case .corruptAnswer(let place):
            Self.corrupt(&answer.body, place)
        case .dateShift(let seconds):
            answer.head = answer.head(
                setting: "Date",
                to: HTTPDate.text(SystemClock().now().adding(seconds: seconds))
            )
        default: break
        }
        try client.write(answer.bytes)
        return !answer.isLast && request["connection"]?.lowercased() != "close"
    }

    private var isChunked: Bool { request["transfer-encoding"]?.lowercased() == "chunked" }

    /// The whole body; asked for where the client waits to be asked.
    private func requestBody(limit: Int = .max) throws -> [UInt8] {
        if request["expect"]?.lowercased() == "100-continue" {
            try client.write("HTTP/1.1 100 Continue\r\n\r\n")
        }
        return try client.rawBody(chunked: isChunked, length: known.bodyLength, limit: limit)
    }

    private func partOfRequest(_ place: FaultPlace) throws -> [UInt8] {
        let head = request.head.count
        let offset = place.offset(in: head + known.bodyLength)
        if offset <= head { return Array(request.head.prefix(offset)) }
        return request.head + (try requestBody(limit: offset - head))
    }

    private func refuse(_ status: Int, _ code: String, closing: Bool) throws -> Bool {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code>"
            + "<Message>As planned.</Message><RequestId>\(known.number)</RequestId></Error>"
        let fields = [
            "HTTP/1.1 \(status) \(code)", "Content-Type: application/xml",
            "Date: \(HTTPDate.text(SystemClock().now()))", "Content-Length: \(text.utf8.count)",
            "Connection: \(closing ? "close" : "keep-alive")",
        ]
        let head = fields.joined(separator: "\r\n") + "\r\n\r\n"
        try client.write(request.method == "HEAD" ? head : head + text)
        return !closing
    }

    private func reset() -> Bool {
        client.reset()
        return false
    }

    /// Says nothing until the client goes.
    private func wait() -> Bool {
        client.drain()
        return false
    }

    private static func corrupt(_ bytes: inout [UInt8], _ place: FaultPlace) {
        guard !bytes.isEmpty else { return }
        bytes[min(place.offset(in: bytes.count), bytes.count - 1)] ^= 0x20
    }
}
