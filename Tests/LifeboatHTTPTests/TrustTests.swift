import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Synchronization
import Testing

/// TLS: who is spoken to, and what is spoken.
@Suite struct TrustTests {
    /// A server behind TLS, answering with the request's body.
    private struct Site {
        let server: LoopbackServer
        let front: TLSFront
        let seen: Seen
        let authority: TestAuthority

        final class Seen: Sendable {
            let requests = Mutex<[LoopbackRequest]>([])
        }

        init(
            _ directory: String,
            for hosts: [String] = ["IP:127.0.0.1", "DNS:localhost"],
            days: Int = 2,
            protocols: [String] = ["h2", "http/1.1"]
        ) throws {
            let seen = Seen()
            self.seen = seen
            server = try LoopbackServer { connection in
                while let request = try connection.request() {
                    seen.requests.withLock { $0.append(request) }
                    try connection.answer(200, request.body)
                }
            }
            authority = try TestAuthority("authority", in: directory)
            let identity = try authority.identity("server", for: hosts, days: days)
            front = try TLSFront(server, identity, protocols: protocols, in: directory)
        }

        func send(
            _ body: [UInt8],
            host: String = "127.0.0.1",
            trusting certificates: String?,
            _ change: (inout TransportSettings) -> Void = { _ in }
        ) throws -> HTTPResponse {
            var settings = TransportSettings(version: "1")
            settings.certificates = certificates
            change(&settings)
            let transport = CurlTransport(settings, cancellation: Cancellation())
            let address = HTTPAddress(isSecure: true, host: host, port: front.port, path: "/x")
            return try body.withUnsafeBytes {
                try transport.send(HTTPRequest(.put, address), .memory($0), into: .memory(limit: 1 << 24))
            }
        }
    }

    private func kind(_ body: () throws -> HTTPResponse) -> TransportFailure.Kind? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? TransportFailure)?.kind
        }
    }

    @Test func theRightAuthorityIsTrustedAndNoOther() throws {
        try withScratchDirectory { directory in
            let site = try Site(directory)
            defer { site.front.stop() }
            let body = [UInt8](repeating: 5, count: 3 << 20)
            for host in ["127.0.0.1", "localhost"] {
                #expect(try site.send(body, host: host, trusting: site.authority.certificates).body == body)
            }
            let other = try TestAuthority("other", in: directory)
            #expect(kind { try site.send([], trusting: other.certificates) } == .notTrusted)
            #expect(kind { try site.send([], trusting: nil) } == .notTrusted)
            #expect(kind { try site.send([], trusting: directory + "/missing.pem") } == .notTrusted)
        }
    }

    @Test func aNameThatIsNotInTheCertificateIsNotTrusted() throws {
        try withScratchDirectory { directory in
            let site = try Site(directory, for: ["DNS:example.com"])
            defer { site.front.stop() }
            #expect(kind { try site.send([], trusting: site.authority.certificates) } == .notTrusted)
            #expect(
                kind { try site.send([], host: "localhost", trusting: site.authority.certificates) }
                    == .notTrusted
            )
        }
    }

    @Test func aCertificateThatIsOverIsNotTrusted() throws {
        try withScratchDirectory { directory in
            let site = try Site(directory, days: -1)
            defer { site.front.stop() }
            #expect(kind { try site.send([], trusting: site.authority.certificates) } == .notTrusted)
            #expect(site.seen.requests.withLock { $0.isEmpty })
        }
    }

    @Test func theProtocolIsAgreedUpon() throws {
        try withScratchDirectory { directory in
            let site = try Site(directory)
            defer { site.front.stop() }
            let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
            #expect(try site.send(body, trusting: site.authority.certificates).body == body)
            let plain = try site.send(body, trusting: site.authority.certificates) { $0.offersHTTP2 = false }
            #expect(plain.body == body)
            #expect(site.seen.requests.withLock { $0.map { $0["via"] } } == ["2 nghttpx", "1.1 nghttpx"])
            #expect(
                site.seen.requests.withLock { $0.allSatisfy { $0["host"] == "127.0.0.1:\(site.front.port)" } }
            )
        }
    }

    @Test func plainTextBehindTLSIsBroken() throws {
        let server = try LoopbackServer { connection in
            _ = connection.read()
            connection.reset()
        }
        let transport = CurlTransport(TransportSettings(version: "1"), cancellation: Cancellation())
        let address = HTTPAddress(isSecure: true, host: "127.0.0.1", port: server.port)
        let failure = kind {
            try transport.send(HTTPRequest(.get, address), .none, into: .memory(limit: 0))
        }
        #expect(failure == .broken)
        let talker = try LoopbackServer { connection in
            try connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.drain()
        }
        let other = HTTPAddress(isSecure: true, host: "127.0.0.1", port: talker.port)
        #expect(
            kind { try transport.send(HTTPRequest(.get, other), .none, into: .memory(limit: 0)) }
                == .notTrusted
        )
    }

    @Test func aProxyTunnelsTLS() throws {
        try withScratchDirectory { directory in
            let site = try Site(directory, for: ["DNS:bucket.example.com"])
            defer { site.front.stop() }
            let proxy = try TunnelProxy()
            let answer = try site.send(
                [1, 2, 3],
                host: "bucket.example.com",
                trusting: site.authority.certificates
            ) { $0.proxies = ProxySettings(secure: "http://user:pass@127.0.0.1:\(proxy.port)") }
            #expect(answer.body == [1, 2, 3] && answer.headers["x-proxy"] == nil)
            let asked = try #require(proxy.requests.first)
            #expect(asked.method == "CONNECT")
            #expect(asked.target == "bucket.example.com:\(site.front.port)")
            #expect(asked["proxy-authorization"] == "Basic dXNlcjpwYXNz")
            #expect(site.seen.requests.withLock { $0.first?["proxy-authorization"] } == nil)
        }
    }
}
