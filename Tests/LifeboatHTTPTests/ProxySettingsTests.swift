import LifeboatHTTP
import Testing

@Suite struct ProxySettingsTests {
    private func proxy(_ exceptions: [String], _ host: String, port: Int? = nil, secure: Bool = true)
        -> String?
    {
        ProxySettings(plain: "p", secure: "s", exceptions: exceptions)
            .proxy(for: HTTPAddress(isSecure: secure, host: host, port: port))
    }

    @Test func eachSchemeHasItsOwn() {
        #expect(proxy([], "a.b") == "s" && proxy([], "a.b", secure: false) == "p")
        #expect(ProxySettings().proxy(for: HTTPAddress(isSecure: true, host: "a")) == nil)
        let plainOnly = ProxySettings(plain: "p")
        #expect(plainOnly.proxy(for: HTTPAddress(isSecure: true, host: "a")) == nil)
    }

    @Test(arguments: [
        ("*", "a.b"), ("a.b", "a.b"), ("a.b", "x.a.b"), (".a.b", "x.a.b"), (".a.b", "a.b"),
        ("*.a.b", "x.a.b"), ("A.B", "a.b"), ("a.b", "A.b"), ("a.b:9000", "x.a.b"), ("10.0.0.0/8", "10.1.2.3"),
        ("10.1.2.3", "10.1.2.3"), ("10.1.2.3/32", "10.1.2.3"), ("0.0.0.0/0", "1.2.3.4"), ("::1", "::1"),
        ("[::1]", "::1"), ("[::1]:9000", "::1"), ("169.254.169.254", "169.254.169.254"),
    ])
    func exceptionsTakeNone(entry: String, host: String) {
        #expect(proxy(["other", entry], host, port: 9000) == nil)
    }

    @Test(arguments: [
        ("", "a.b"), ("a.b", "xa.b"), ("a.b", "a.b.c"), ("a.b:443", "a.b"), ("10.0.0.0/8", "11.1.2.3"),
        ("10.1.2.3/32", "10.1.2.4"), ("10.0.0.0/33", "10.1.2.3"), ("10.0.0/8", "10.1.2.3"),
        ("10.0.0.0/8", "10.a.b"), ("10.0.0.0/", "10.0.0.0"), (".", "a"), ("[::1", "::2"), ("[::1]:1", "::1"),
        ("a.b:", "a.b"),
    ])
    func othersAreNoExceptions(entry: String, host: String) {
        #expect(proxy([entry], host, port: 9000) == "s")
    }

    @Test func theUsualVariablesAreRead() {
        let settings = ProxySettings(environment: [
            "http_proxy": "a", "HTTPS_PROXY": "b", "NO_PROXY": "x, y,z", "HTTP_PROXY": "evil",
        ])
        #expect(settings == ProxySettings(plain: "a", secure: "b", exceptions: ["x", "y", "z"]))
        #expect(ProxySettings(environment: ["HTTP_PROXY": "evil", "https_proxy": ""]) == ProxySettings())
        #expect(
            ProxySettings(environment: ["ALL_PROXY": "c", "https_proxy": "d"])
                == ProxySettings(plain: "c", secure: "d")
        )
    }
}
