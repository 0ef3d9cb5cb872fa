import LifeboatHTTP
import Testing

@Suite struct HTTPAddressTests {
    @Test(arguments: [
        ("/a b", "/a%20b"), ("/a+b=c", "/a%2Bb%3Dc"), ("/é", "/%C3%A9"), ("/x//y", "/x//y"),
        ("/~-._", "/~-._"),
        ("/100%", "/100%25"), ("/(1)*'!@:&,$?#", "/%281%29%2A%27%21%40%3A%26%2C%24%3F%23"),
    ])
    func pathsAreEscapedButForTheSlash(path: String, escaped: String) {
        #expect(HTTPAddress(isSecure: true, host: "h", path: path).url == "https://h\(escaped)")
    }

    @Test func queriesKeepTheirOrderAndEscapeTheSlash() {
        let address = HTTPAddress(
            isSecure: false,
            host: "::1",
            port: 9000,
            query: [.init("prefix", "a/b c"), .init("uploads")]
        )
        #expect(address.url == "http://[::1]:9000/?prefix=a%2Fb%20c&uploads=")
    }
}
