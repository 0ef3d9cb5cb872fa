import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import Testing

/// What is refused is refused before anybody is spoken to.
@Suite struct RequestCheckTests {
    private func refusal(
        _ method: HTTPMethod = .get,
        host: String = "127.0.0.1",
        port: Int? = nil,
        path: String = "/",
        _ headers: HTTPHeaders = [:],
        body: HTTPBody = .none,
        sink: HTTPSink = .memory(limit: 10)
    ) throws -> TransportFailure? {
        let world = try TransportWorld.answering { _, connection in try connection.answer(200) }
        let address = HTTPAddress(isSecure: false, host: host, port: port ?? world.server.port, path: path)
        var failure: TransportFailure?
        do throws(TransportFailure) {
            _ = try world.transport.send(HTTPRequest(method, address, headers), body, into: sink)
        } catch {
            failure = error
        }
        #expect(world.server.accepted == (failure == nil ? 1 : 0))
        return failure
    }

    @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\u{7F}", "\u{1B}[0m"])
    func lineBreaksInHeaders(value: String) throws {
        let failure = try #require(try refusal(.get, ["X-A": value]))
        #expect(failure.kind == .refused && !failure.message.contains("Evil"))
    }

    @Test(arguments: ["", "a b", "a:", "a\r\n", "ä", "a;", "(a)"])
    func namesOfHeadersThatAreNone(name: String) throws {
        var headers = HTTPHeaders()
        headers.add(name, "1")
        #expect(try refusal(.get, headers)?.kind == .refused)
    }

    @Test(arguments: [
        "Transfer-Encoding", "connection", "EXPECT", "Upgrade", "TE", "Trailer", "Proxy-Authorization",
        "Host", "Content-Length",
    ])
    func headersThatBelongToTheTransport(name: String) throws {
        var headers = HTTPHeaders()
        headers.add(name, "1")
        #expect(try refusal(.get, headers)?.kind == .refused)
    }

    @Test func ownHeadersMaySayTheSame() throws {
        let world = try TransportWorld.answering { request, connection in
            #expect(request.fields.filter { $0.name == "host" || $0.name == "content-length" }.count == 2)
            try connection.answer(200)
        }
        try world.send(.put, "/", ["Host": world.address().authority, "Content-Length": "3"], [1, 2, 3])
    }

    @Test(arguments: ["", "a b", "a/b", "a@b", "a?b", "a#b", "ä.de", "a\r\nb", "[::1]", "a%b", "::1%eth0"])
    func hostsThatAreNone(host: String) throws {
        #expect(try refusal(host: host)?.kind == .refused)
    }

    @Test func portsAndPathsThatAreNone() throws {
        for port in [0, -1, 65_536, Int.max] { #expect(try refusal(port: port)?.kind == .refused) }
        for path in ["", "a"] { #expect(try refusal(path: path)?.kind == .refused) }
    }

    @Test func lengthsThatCannotBe() throws {
        try withScratchDirectory { directory in
            let file = try Descriptor.readingAndWriting(directory + "/f")
            for (offset, count) in [(-1, 1), (0, -1), (Int.max, 1)] {
                let sink = HTTPSink.file(file, offset: offset, count: count)
                #expect(try refusal(sink: sink)?.kind == .refused)
                let body = HTTPBody.file(file, offset: offset, count: count)
                #expect(try refusal(.put, body: body)?.kind == .refused)
            }
            #expect(try refusal(.get, body: .file(file, offset: 0, count: 1))?.kind == .refused)
        }
        #expect(try refusal(sink: .memory(limit: -1))?.kind == .refused)
    }
}
