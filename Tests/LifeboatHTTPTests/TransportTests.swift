import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import Synchronization
import Testing

/// Requests and answers as they should be.
@Suite struct TransportTests {
    @Test func sendsARequestAsItWasAsked() throws {
        let seen = Mutex<[LoopbackRequest]>([])
        let world = try TransportWorld.answering { request, connection in
            seen.withLock { $0.append(request) }
            try connection.answer(200, Array("hello".utf8), fields: ["ETag: \"x\"", "X-A:  b "])
        }
        let address = world.address("/a//b/../ä", [.init("list-type", "2"), .init("uploads")])
        let request = HTTPRequest(.get, address, ["X-Empty": "", "Range": "bytes=0-1"])
        let answer = try world.transport.send(request, .none, into: .memory(limit: 5))
        #expect(answer.status == 200 && answer.isSuccess)
        #expect(answer.body == Array("hello".utf8))
        #expect(answer.headers["etag"] == "\"x\"" && answer.headers["x-a"] == "b")
        let sent = try #require(seen.withLock { $0.first })
        #expect(sent.method == "GET" && sent.target == "/a//b/../%C3%A4?list-type=2&uploads=")
        #expect(sent["x-empty"] == "" && sent["range"] == "bytes=0-1")
        #expect(sent["host"] == address.authority && sent["user-agent"] == "lifeboat/1.2.3")
        #expect(sent.fields.map(\.name).sorted() == ["host", "range", "user-agent", "x-empty"])
    }

    @Test(arguments: [0, 1, 11, 65_537, 3_000_001])
    func sendsBodiesFromMemoryAndFiles(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        let seen = Mutex<[LoopbackRequest]>([])
        let world = try TransportWorld.answering { request, connection in
            seen.withLock { $0.append(request) }
            try connection.answer(200)
        }
        for method in [HTTPMethod.put, .post, .delete] { try world.send(method, "/m", [:], bytes) }
        try withScratchDirectory { path in
            let file = try Descriptor.readingAndWriting(path + "/f")
            try bytes.withUnsafeBytes { try file.write($0, at: 7) }
            let request = HTTPRequest(.put, world.address("/f"))
            _ = try world.transport.send(
                request,
                .file(file, offset: 7, count: count),
                into: .memory(limit: 0)
            )
        }
        let sent = seen.withLock { $0 }
        #expect(sent.map(\.method) == ["PUT", "POST", "DELETE", "PUT"])
        for request in sent {
            #expect(request.body == bytes, "the body of \(request.method) differs")
            #expect((request["expect"] != nil) == (count >= 1 << 20))
            #expect(request["content-type"] == nil && request["accept"] == nil)
            let length = request.method == "DELETE" && count == 0 ? nil : String(count)
            #expect(request["content-length"] == length)
        }
    }

    @Test(arguments: [0, 5, 300_000])
    func answersGoStraightToTheirPlace(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let world = try TransportWorld.answering { request, connection in
            if request.target == "/chunked" {
                try connection.write("HTTP/1.1 206 P\r\nTransfer-Encoding: chunked\r\n\r\n")
                for chunk in [bytes.prefix(3), bytes.dropFirst(3)] where !chunk.isEmpty {
                    try connection.write(String(chunk.count, radix: 16) + "\r\n")
                    try connection.write(Array(chunk) + [13, 10])
                }
                try connection.write("0\r\nETag: trailer\r\n\r\n")
            } else {
                try connection.answer(200, bytes)
            }
        }
        for path in ["/", "/chunked"] {
            #expect(try world.send(.get, path, limit: count).body == bytes)
            #expect(try world.send(.get, path).headers["etag"] == nil)
            var buffer = [UInt8](repeating: 0, count: count)
            let request = HTTPRequest(.get, world.address(path))
            let answer = try buffer.withUnsafeMutableBytes {
                try world.transport.send(request, .none, into: .buffer($0))
            }
            #expect(buffer == bytes && answer.body.isEmpty)
            try withScratchDirectory { directory in
                let file = try Descriptor.readingAndWriting(directory + "/f")
                let sink = HTTPSink.file(file, offset: 9, count: count)
                _ = try world.transport.send(request, .none, into: sink)
                #expect(try file.bytes(at: 9, count: count + 1) == bytes)
            }
        }
    }

    @Test func anAnswerOfAnyStatusIsAnAnswer() throws {
        let world = try TransportWorld.answering { request, connection in
            let status = Int(request.target.dropFirst()) ?? 500
            try connection.answer(status, status == 204 || status == 304 ? [] : Array("why".utf8))
        }
        for status in [200, 204, 301, 304, 307, 400, 401, 403, 404, 412, 417, 429, 500, 503] {
            var buffer = [UInt8](repeating: 1, count: status < 300 ? 0 : 100)
            let request = HTTPRequest(.get, world.address("/\(status)"))
            guard status != 200 else { continue }
            let answer = try buffer.withUnsafeMutableBytes {
                try world.transport.send(request, .none, into: .buffer($0))
            }
            #expect(answer.status == status)
            #expect(answer.body == (status == 204 || status == 304 ? [] : Array("why".utf8)))
            #expect(buffer.allSatisfy { $0 == 1 }, "a body of \(status) went to the sink")
        }
    }

    @Test func redirectsAreNotFollowed() throws {
        let world = try TransportWorld.answering { request, connection in
            try connection.answer(307, fields: ["Location: /other"])
        }
        let answer = try world.send(.put, "/", ["Authorization": "secret"], [1, 2, 3])
        #expect(answer.status == 307 && answer.headers["location"] == "/other")
        #expect(world.server.accepted == 1)
    }

    @Test func aHeadHasALengthAndNoBody() throws {
        let world = try TransportWorld.answering { request, connection in
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        }
        for _ in 0..<2 {
            let answer = try world.send(.head)
            #expect(answer.status == 200 && answer.headers["content-length"] == "1000000")
        }
        #expect(world.server.accepted == 1)
    }

    @Test func compressedBodiesStayAsTheyAre() throws {
        let world = try TransportWorld.answering { request, connection in
            #expect(request["accept-encoding"] == nil)
            try connection.answer(200, [0x1F, 0x8B, 0, 1], fields: ["Content-Encoding: gzip"])
        }
        #expect(try world.send().body == [0x1F, 0x8B, 0, 1])
    }

    @Test func interimAnswersArePassedOver() throws {
        let world = try TransportWorld.answering { request, connection in
            try connection.write(
                "HTTP/1.1 103 Early Hints\r\nETag: early\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
            )
            try connection.answer(200, [1], fields: ["X-Late: yes"])
        }
        let answer = try world.send()
        #expect(answer.status == 200 && answer.headers["etag"] == nil && answer.headers["x-late"] == "yes")
    }

    @Test func connectionsAreUsedAgain() throws {
        let world = try TransportWorld.answering { request, connection in
            try connection.answer(request.target == "/404" ? 404 : 200, [1])
        }
        for path in ["/", "/404", "/", "/404"] { try world.send(.get, path) }
        try world.send(.put, "/", [:], [1])
        #expect(world.server.accepted == 1)
    }

    @Test func aKeptConnectionThatWasClosedIsReplaced() throws {
        let world = try TransportWorld { connection in
            _ = try connection.request()
            try connection.answer(200)
        }
        let body = [UInt8](repeating: 7, count: 100_000)
        for _ in 0..<5 { #expect(try world.send(.put, "/", [:], body).status == 200) }
        #expect(world.server.accepted == 5)
    }

    @Test func manyThreadsShareATransport() throws {
        let world = try TransportWorld.answering { request, connection in
            try connection.answer(200, Array(request.target.utf8) + request.body)
        }
        let answers = try Workers(width: 8).map(64) { index in
            try world.send(.put, "/\(index)", [:], [UInt8](repeating: UInt8(index), count: index * 1000)).body
        }
        for (index, body) in answers.enumerated() {
            #expect(body == Array("/\(index)".utf8) + [UInt8](repeating: UInt8(index), count: index * 1000))
        }
        #expect(world.server.accepted <= 8)
    }
}
