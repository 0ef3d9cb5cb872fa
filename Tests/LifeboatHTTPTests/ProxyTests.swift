import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Testing

@Suite struct ProxyTests {
    private func send(_ world: TransportWorld, _ proxies: ProxySettings, isSecure: Bool = false) throws
        -> HTTPResponse
    {
        var settings = TransportSettings(version: "1")
        settings.proxies = proxies
        settings.connectTimeout = 10
        let transport = CurlTransport(settings, cancellation: Cancellation())
        var address = world.address("/a//b")
        address.isSecure = isSecure
        return try transport.send(HTTPRequest(.get, address), .none, into: .memory(limit: 100))
    }

    @Test func plainRequestsGoThroughTheProxy() throws {
        let world = try TransportWorld.answering { request, connection in
            try connection.answer(200, Array(request.target.utf8))
        }
        let proxy = try TunnelProxy()
        let url = "http://127.0.0.1:\(proxy.port)"
        #expect(try send(world, ProxySettings(plain: url)).body == Array("/a//b".utf8))
        #expect(proxy.requests.map(\.target) == ["http://127.0.0.1:\(world.server.port)/a//b"])
        // Neither the other scheme's nor an exception goes there.
        _ = try send(world, ProxySettings(secure: url))
        _ = try send(world, ProxySettings(plain: url, exceptions: ["127.0.0.1"]))
        #expect(proxy.requests.count == 1 && world.server.accepted == 3)
    }

    @Test func aProxyThatRefusesIsNoConnection() throws {
        let world = try TransportWorld.answering { _, connection in try connection.answer(200) }
        let proxy = try TunnelProxy(refusal: 403)
        let failure = #expect(throws: TransportFailure.self) {
            _ = try send(world, ProxySettings(secure: "http://127.0.0.1:\(proxy.port)"), isSecure: true)
        }
        #expect(failure?.kind == .notConnected && failure?.message == "the proxy answered 403")
        #expect(world.server.accepted == 0)
    }

    @Test func aProxyThatIsNotThereIsNoConnection() throws {
        let world = try TransportWorld.answering { _, connection in try connection.answer(200) }
        let proxy = try TunnelProxy()
        proxy.stop()
        let failure = #expect(throws: TransportFailure.self) {
            _ = try send(world, ProxySettings(plain: "http://127.0.0.1:\(proxy.port)"))
        }
        #expect(failure?.kind == .notConnected && world.server.accepted == 0)
    }
}
