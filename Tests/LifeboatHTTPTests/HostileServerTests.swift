import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import Testing

/// Servers and networks that do not keep to their part.
@Suite struct HostileServerTests {
    private func world(
        _ change: (inout TransportSettings) -> Void = { _ in },
        _ answer: @escaping @Sendable (LoopbackConnection) throws -> Void
    ) throws -> TransportWorld {
        try TransportWorld(change) { connection in
            guard try connection.request() != nil else { return }
            try answer(connection)
        }
    }

    /// The failure of receiving `count` bytes into a buffer.
    private func failure(_ world: TransportWorld, count: Int) -> TransportFailure.Kind? {
        var buffer = [UInt8](repeating: 0, count: count)
        do {
            _ = try buffer.withUnsafeMutableBytes {
                try world.transport.send(HTTPRequest(.get, world.address()), .none, into: .buffer($0))
            }
            return nil
        } catch {
            return (error as? TransportFailure)?.kind
        }
    }

    private static let answer = Array(
        "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n01234567890123456789".utf8
    )

    /// A cut before every byte of the answer, by a close and by a reset.
    @Test(arguments: [false, true])
    func anAnswerThatEndsTooEarlyIsBroken(isReset: Bool) throws {
        for count in 0..<Self.answer.count {
            let world = try world { connection in
                try connection.write(Array(Self.answer.prefix(count)))
                isReset ? connection.reset() : connection.close()
            }
            #expect(world.failure() == .broken, "cut before byte \(count)")
        }
    }

    @Test func anUploadThatIsCutIsBroken() throws {
        let world = try TransportWorld { connection in
            _ = try connection.head()
            _ = try connection.bytes(count: 100_000)
            connection.reset()
        }
        #expect(throws: TransportFailure.self) {
            try world.send(.put, "/", ["X": "1"], [UInt8](repeating: 1, count: 900_000))
        }
    }

    @Test(arguments: ["chunked", "chunked, chunked"])
    func chunksThatEndTooEarlyAreBroken(coding: String) throws {
        for text in ["", "5\r\n012", "5\r\n01234\r\n", "zz\r\n01\r\n0\r\n\r\n", "ffffffffffffffffff\r\n0"] {
            let world = try world { connection in
                try connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: \(coding)\r\n\r\n\(text)")
            }
            #expect(world.failure() == .broken, "\(text)")
        }
    }

    @Test(arguments: [
        "", "garbage\r\n\r\n", "\u{16}\u{3}\u{1}", "HTTP/1.1 2000000 OK\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n12345",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n1",
        "HTTP/1.1 100 Continue\r\n\r\n", "<html>hello</html>",
    ])
    func whatIsNoAnswerIsBroken(text: String) throws {
        let world = try world { connection in try connection.write(text) }
        #expect(world.failure() == .broken)
    }

    @Test func aHeaderWithoutEndIsBroken() throws {
        let one = try world { connection in
            try connection.write("HTTP/1.1 200 OK\r\nA: ")
            while true { try connection.write([UInt8](repeating: 0x61, count: 4096)) }
        }
        #expect(one.failure() == .broken)
        let many = try world { connection in
            try connection.write("HTTP/1.1 200 OK\r\n")
            while true { try connection.write("A: 1\r\n") }
        }
        #expect(many.failure() == .broken)
        let interim = try world { connection in
            while true { try connection.write("HTTP/1.1 103 Early Hints\r\nA: 1\r\n\r\n") }
        }
        #expect(interim.failure() == .broken)
    }

    @Test func aBodyOfAnotherLengthIsWrong() throws {
        let world = try TransportWorld.answering { _, connection in
            try connection.answer(200, Array("0123456789".utf8))
        }
        #expect(failure(world, count: 9) == .wrongLength)
        #expect(failure(world, count: 11) == .wrongLength)
        #expect(failure(world, count: 0) == .wrongLength)
        #expect(world.failure(limit: 9) == .wrongLength)
        #expect(failure(world, count: 10) == nil)
    }

    /// HTTP/1.0 ends a body with the connection: a short one may have been cut, and is worth another try.
    @Test func aBodyThatEndsWithItsConnection() throws {
        let world = try world { connection in try connection.write("HTTP/1.0 200 OK\r\n\r\n0123456789") }
        #expect(try world.send().body == Array("0123456789".utf8))
        #expect(failure(world, count: 10) == nil)
        #expect(failure(world, count: 11) == .broken)
        #expect(failure(world, count: 9) == .wrongLength)
    }

    @Test func anEndlessErrorIsCutAt64KiB() throws {
        let world = try world { connection in
            try connection.write("HTTP/1.1 503 Slow\r\nTransfer-Encoding: chunked\r\n\r\n")
            while true {
                try connection.write("1000\r\n")
                try connection.write([UInt8](repeating: 0x65, count: 4096) + [13, 10])
            }
        }
        let answer = try world.send()
        #expect(answer.status == 503 && answer.body == [UInt8](repeating: 0x65, count: 1 << 16))
    }

    @Test func anEarlyRefusalIsAnAnswer() throws {
        let world = try TransportWorld { connection in
            guard let head = try connection.head() else { return }
            // The body is asked for only when the server wants it, and this one does not.
            #expect(head["expect"] == "100-continue")
            try connection.answer(403, Array("no".utf8), fields: ["Connection: close"])
            connection.drain()
        }
        let answer = try world.send(.put, "/", [:], [UInt8](repeating: 1, count: 2_000_000))
        #expect(answer.status == 403 && answer.body == Array("no".utf8))
    }

    @Test func aFileThatIsShorterIsNotSent() throws {
        let world = try TransportWorld.answering { _, connection in try connection.answer(200) }
        try withScratchDirectory { directory in
            let file = try Descriptor.readingAndWriting(directory + "/f")
            try file.truncate(to: 100)
            let request = HTTPRequest(.put, world.address())
            let failure = #expect(throws: TransportFailure.self) {
                _ = try world.transport.send(
                    request,
                    .file(file, offset: 1, count: 100),
                    into: .memory(limit: 0)
                )
            }
            #expect(failure?.kind == .local)
        }
    }

    @Test func aFileThatCannotBeWrittenIsLocal() throws {
        let world = try TransportWorld.answering { _, connection in try connection.answer(200, [1, 2, 3]) }
        try withScratchDirectory { directory in
            _ = try Descriptor.readingAndWriting(directory + "/f")
            let file = try Descriptor.reading(directory + "/f")
            let request = HTTPRequest(.get, world.address())
            let failure = #expect(throws: TransportFailure.self) {
                _ = try world.transport.send(request, .none, into: .file(file, offset: 0, count: 3))
            }
            #expect(failure?.kind == .local)
        }
    }

    @Test func nobodyListens() throws {
        let world = try TransportWorld.answering { _, _ in }
        let port = world.server.port
        world.server.stop()
        #expect(world.failure() == .notConnected)
        let address = HTTPAddress(isSecure: false, host: "name.invalid", port: port)
        let failure = #expect(throws: TransportFailure.self) {
            _ = try world.transport.send(HTTPRequest(.get, address), .none, into: .memory(limit: 0))
        }
        #expect(failure?.kind == .nameNotFound)
    }
}
