/// What is not sent because it could be read as something else on the way, or cannot be meant.
enum RequestCheck {
    /// Fields that say how the message is carried; the transport decides that.
    private static let own: Set = [
        "connection", "expect", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// Throws `refused` with the reason. Values of fields are not told: they may be secrets.
    static func check(_ request: HTTPRequest, _ body: HTTPBody, _ sink: HTTPSink) throws(TransportFailure) {
        if let problem = address(request.address) ?? fields(request, body) ?? lengths(request, body, sink) {
            throw TransportFailure(.refused, problem)
        }
    }

    private static func address(_ address: HTTPAddress) -> String? {
        let host = address.host.utf8
        let isNumeric = host.contains(0x3A)
        guard !host.isEmpty, host.count < 256, host.allSatisfy(isNumeric ? isIPv6 : ASCII.isHostName) else {
            return "the host of the address is not a name or an IP address"
        }
        if let port = address.port, !(1...65535).contains(port) { return "the port \(port) is no port" }
        return address.path.hasPrefix("/") ? nil : "the path of the address does not begin with a slash"
    }

    private static func fields(_ request: HTTPRequest, _ body: HTTPBody) -> String? {
        for field in request.headers.fields {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(isToken) else {
                return "a header has a name that is none"
            }
            // RFC 9110, 5.5: a line break or a zero byte would let one value become several fields.
            guard field.value.utf8.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) else {
                return "the header \(field.name) has a control character in its value"
            }
            let name = field.name.lowercased()
            if own.contains(name) { return "the header \(field.name) is the transport's to set" }
            if name == "host", field.value != request.address.authority {
                return "the header Host differs from the address"
            }
            if name == "content-length", field.value != String(body.count) {
                return "the header Content-Length differs from the body"
            }
        }
        return nil
    }

    private static func lengths(_ request: HTTPRequest, _ body: HTTPBody, _ sink: HTTPSink) -> String? {
        if case .file(_, let offset, let count) = body, !isWindow(offset, count) {
            return "the part of the file to send is none"
        }
        switch sink {
        case .memory(let limit) where limit < 0: return "the limit of the answer is below zero"
        case .file(_, let offset, let count) where !isWindow(offset, count):
            return "the part of the file to receive into is none"
        default: break
        }
        guard body.count > 0, request.method == .get || request.method == .head else { return nil }
        return "a \(request.method.rawValue) has no body"
    }

    private static func isWindow(_ offset: Int, _ count: Int) -> Bool {
        offset >= 0 && count >= 0 && !offset.addingReportingOverflow(count).overflow
    }

    private static func isIPv6(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || ":.".utf8.contains(byte)
    }

    /// RFC 9110, 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
