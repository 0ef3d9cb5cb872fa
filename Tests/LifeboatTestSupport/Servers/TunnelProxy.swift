internal import Glibc
internal import LifeboatCore
internal import Synchronization

/// A small HTTP proxy: it tunnels CONNECT to a port of 127.0.0.1, whatever host was asked for, and passes
/// plain requests, one a connection.
public final class TunnelProxy: Sendable {
    /// Request lines and fields that came to the proxy itself.
    public var requests: [LoopbackRequest] { seen.value.withLock { $0 } }
    /// The port of the proxy.
    public var port: Int { server.port }
    private let server: LoopbackServer
    private let seen: Seen

    private final class Seen: Sendable {
        let value = Mutex<[LoopbackRequest]>([])
    }

    /// Starts it; `refusal` is a status to answer with instead.
    public init(refusal: Int? = nil) throws {
        let seen = Seen()
        self.seen = seen
        server = try LoopbackServer { connection in
            guard let request = try connection.head() else { return }
            seen.value.withLock { $0.append(request) }
            if let refusal { return try connection.answer(refusal) }
            let isTunnel = request.method == "CONNECT"
            let target = request.target.split(separator: "/", omittingEmptySubsequences: false)
            let authority = isTunnel ? request.target[...] : target.dropFirst(2).first ?? ""
            guard let port = authority.split(separator: ":").last.flatMap({ Int($0) }) else { return }
            let other = try LoopbackConnection(connectingTo: port)
            if isTunnel {
                try connection.write("HTTP/1.1 200 Connected\r\nX-Proxy: yes\r\n\r\n")
            } else {
                let path = "/" + target.dropFirst(3).joined(separator: "/")
                let lines =
                    ["\(request.method) \(path) HTTP/1.1"] + request.fields.map { "\($0.name): \($0.value)" }
                try other.write(lines.joined(separator: "\r\n") + "\r\n\r\n")
            }
            try connection.relay(with: other)
        }
    }

    /// Ends it.
    public func stop() { server.stop() }
}
