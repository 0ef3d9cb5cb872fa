import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Synchronization
import Testing

/// The signature and the wire, held against each other.
@Suite struct HostTests {
    @Test(
        "the host that is signed is the host that is sent",
        arguments: [nil, 80, 443, 9000] as [Int?],
        ["h.example", "::1"]
    )
    func host(port: Int?, name: String) throws {
        let sent = Mutex<[String?]>([])
        let server = try LoopbackServer { connection in
            while let request = try connection.request() {
                sent.withLock { $0.append(request["host"]) }
                try connection.answer(200)
            }
        }
        // A proxy is asked for any host at any port.
        var settings = TransportSettings(version: "test")
        settings.proxies = ProxySettings(plain: "http://127.0.0.1:\(server.port)")
        let transport = CurlTransport(settings, cancellation: Cancellation())
        let request = HTTPRequest(.get, HTTPAddress(isSecure: false, host: name, port: port))
        _ = try transport.send(request, .none, into: .memory(limit: 0))
        let canonical = CanonicalRequest(request, payload: .empty, rules: .s3).text
        let signed = canonical.split(separator: "\n").first { $0.hasPrefix("host:") }?.dropFirst(5)
        #expect(sent.withLock { $0 } == [signed.map(String.init)])
    }
}
