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

    @Test(
        "a URL is read as it will be sent",
        arguments: [
            ("http://h", "http://h/"),
            ("HTTPS://h:9/a%20b/?x=1%262&y&z=a=b", "https://h:9/a%20b/?x=1%262&y=&z=a%3Db"),
            ("http://[::1]:80/", "http://[::1]/"), ("https://h:80", "https://h:80/"),
            ("https://h:443", "https://h/"), ("http://h?x", "http://h/?x="),
            ("http://h//a/../b", "http://h//a/../b"),
        ]
    )
    func urls(text: String, url: String) { #expect(HTTPAddress(url: text)?.url == url) }

    @Test(
        "other URLs are not",
        arguments: [
            "", "h", "ftp://h", "http://", "http:///a", "http://u@h/", "http://u:p@h", "http://h:0",
            "http://h:99999",
            "http://h:x", "http://h:+80", "http://h:-1", "http://h:", "http://h/#f", "http://h/%zz",
            "http://h/%f", "http://h/%ff", "http://h/a b",
            "http://[::1",
            "http://[h]/", "http://h\\x", "http://é/", "http://h/?%zz=1",
        ]
    )
    func badURLs(text: String) { #expect(HTTPAddress(url: text) == nil) }
}
