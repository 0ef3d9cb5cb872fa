import LifeboatCore
import LifeboatTestSupport
import Synchronization
import Testing

/// Each fault shows on the wire, in front of a server that tells what it was sent.
struct FaultProxyTests {
    private static let answer = Array("the answer of the server".utf8)
    private static let put = "PUT /b/k HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\n\r\nabcdef"
    private static let get = "GET /b/k HTTP/1.1\r\nHost: h\r\n\r\n"

    /// A server that answers every request alike, a proxy in front of it, and one client.
    private struct Line {
        let heard: Heard
        let server: LoopbackServer
        let proxy: FaultProxy
        let client: LoopbackConnection

        init(_ plan: FaultPlan) throws {
            let heard = Heard()
            server = try LoopbackServer { connection in
                do {
                    while let request = try connection.request() {
                        heard.bodies.withLock { $0.append(request.body) }
                        try connection.answer(200, FaultProxyTests.answer, fields: ["Date: then"])
                    }
                } catch {
                    heard.broken.withLock { $0 += 1 }
                }
            }
            self.heard = heard
            proxy = try FaultProxy(to: server.port, plan: plan)
            client = try LoopbackConnection(connectingTo: proxy.port)
        }

        /// Everything that comes back until the connection ends, as text.
        func rest() -> (text: String, isReset: Bool) {
            let (bytes, isReset) = client.rest()
            return (String(decoding: bytes, as: UTF8.self), isReset)
        }

        /// One answer of known length, with the connection left open.
        func next() throws -> (head: String, body: String) {
            let head = try client.header()
            let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
            let count = length.flatMap { Int($0.dropFirst(16)) } ?? 0
            return (head, String(decoding: try client.bytes(count: count), as: UTF8.self))
        }
    }

    private final class Heard: Sendable {
        let bodies = Mutex<[[UInt8]]>([])
        let broken = Mutex(0)
        var texts: [String] { bodies.withLock { $0.map { String(decoding: $0, as: UTF8.self) } } }
    }

    private let whole =
        "HTTP/1.1 200 Status\r\nContent-Length: 24\r\nDate: then\r\n\r\nthe answer of the server"

    @Test func nothingHappensWithoutAFault() throws {
        let line = try Line(.none)
        for text in [Self.put, Self.get, Self.put] {
            try line.client.write(text)
            let (head, body) = try line.next()
            #expect(head + body == whole)
        }
        #expect(line.heard.texts == ["abcdef", "", "abcdef"])
        #expect(line.server.accepted == 1)
        #expect(line.proxy.records.map(\.statuses) == [[200], [200], [200]])
        #expect(line.proxy.faults.isEmpty)
        #expect(line.proxy.records.map(\.request.attempt) == [1, 1, 2])
    }

    @Test(arguments: [0, 10, 45, 49])
    func theRequestIsCut(after: Int) throws {
        let line = try Line(.always(.resetRequest(after: .byte(after))))
        try line.client.write(Self.put)
        let (text, isReset) = line.rest()
        #expect(text.isEmpty)
        #expect(isReset)
        #expect(line.heard.texts == [])
        #expect(line.proxy.records.map(\.statuses) == [[]])
    }

    @Test(arguments: [0, 7, 60, 80])
    func theAnswerIsCut(after: Int) throws {
        let line = try Line(.always(.resetAnswer(after: .byte(after))))
        try line.client.write(Self.put)
        let (text, isReset) = line.rest()
        // A reset may overtake what was written before it.
        #expect(whole.prefix(after).hasPrefix(text))
        #expect(isReset)
        #expect(line.heard.texts == ["abcdef"])
    }

    @Test func refusalsLookLikeThoseOfS3() throws {
        let line = try Line(.sequence([.refusal(status: 503, code: "SlowDown"), nil]))
        try line.client.write(Self.put)
        let (head, body) = try line.next()
        #expect(head.hasPrefix("HTTP/1.1 503 "))
        #expect(body.contains("<Code>SlowDown</Code>"))
        #expect(line.heard.texts == [])
        try line.client.write(Self.put)
        #expect(try line.next().body == "the answer of the server")
    }

    @Test func earlyRefusalsDoNotWaitForTheBody() throws {
        let line = try Line(.always(.earlyRefusal(status: 503, code: "ServiceUnavailable")))
        try line.client.write(Self.put.replacing("abcdef", with: ""))
        let (text, _) = line.rest()
        #expect(text.hasPrefix("HTTP/1.1 503 "))
        #expect(line.heard.texts == [])
    }

    @Test func silenceLastsUntilTheClientGoes() throws {
        let plan = FaultPlan { request in
            switch request.target {
            case "/b/silent": .silence
            case "/b/stalled": .stall(after: .byte(30))
            default: nil
            }
        }
        let line = try Line(plan)
        try line.client.write(Self.put.replacing("/b/k", with: "/b/silent"))
        line.client.close()
        let second = try LoopbackConnection(connectingTo: line.proxy.port)
        try second.write(Self.put.replacing("/b/k", with: "/b/stalled"))
        #expect(try second.bytes(count: 30) == Array(whole.utf8.prefix(30)))
        second.close()
        let third = try LoopbackConnection(connectingTo: line.proxy.port)
        try third.write(Self.put)
        #expect(try third.bytes(count: whole.utf8.count) == Array(whole.utf8))
        #expect(line.heard.texts == ["abcdef", "abcdef"])
    }

    @Test func bodiesEndEarly() throws {
        let line = try Line(.always(.truncation(after: .share(0.5))))
        try line.client.write(Self.get)
        let (text, isReset) = line.rest()
        #expect(text == String(whole.dropLast(12)))
        #expect(!isReset)
    }

    @Test func bytesChangeOnTheirWay() throws {
        let line = try Line(.sequence([.corruptRequest(at: .byte(1)), .corruptAnswer(at: .byte(4))]))
        try line.client.write(Self.put)
        #expect(try line.next().body == "the answer of the server")
        #expect(line.heard.texts == ["aBcdef"])
        try line.client.write(Self.get)
        #expect(try line.next().body == "the Answer of the server")
    }

    @Test(arguments: [-3, 5])
    func lengthsAreWrong(difference: Int) throws {
        let line = try Line(.always(.wrongLength(by: difference)))
        try line.client.write(Self.get)
        let (text, isReset) = line.rest()
        #expect(text.contains("Content-Length: \(24 + difference)\r\n"))
        #expect(text.hasSuffix("\r\n\r\nthe answer of the server"))
        #expect(!isReset)
    }

    @Test func requestsAreDeliveredTwice() throws {
        let line = try Line(.always(.duplicate))
        try line.client.write(Self.put)
        #expect(try line.next().body == "the answer of the server")
        #expect(line.heard.texts == ["abcdef", "abcdef"])
        #expect(line.proxy.records.map(\.statuses) == [[200, 200]])
        #expect(line.proxy.story.contains("PUT /b/k (1): duplicate: 200, 200"))
    }

    @Test func datesShiftAndDelaysPass() throws {
        let line = try Line(.sequence([.dateShift(seconds: 7200), .delay(seconds: 0.01)]))
        try line.client.write(Self.get)
        let (head, body) = try line.next()
        #expect(body == "the answer of the server")
        #expect(!head.contains("then"))
        #expect(head.firstMatch(of: /Date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [0-9:]{8} GMT\r\n/) != nil)
        try line.client.write(Self.get)
        #expect(try line.next().head + "the answer of the server" == whole)
    }

    @Test func connectionsAreRefusedForATime() throws {
        let line = try Line(.none)
        line.proxy.refuse()
        #expect(throws: LifeboatError.self) { try LoopbackConnection(connectingTo: line.proxy.port) }
        try line.proxy.accept()
        let client = try LoopbackConnection(connectingTo: line.proxy.port)
        try client.write(Self.get)
        #expect(try client.bytes(count: whole.utf8.count) == Array(whole.utf8))
    }

    @Test func aServerThatIsGoneIsAReset() throws {
        let line = try Line(.none)
        line.server.stop()
        try line.client.write(Self.get)
        let (text, isReset) = line.rest()
        #expect(text.isEmpty)
        #expect(isReset)
        #expect(line.proxy.records.map(\.statuses) == [[0]])
    }
}

extension LoopbackConnection {
    /// The header of an answer.
    fileprivate func header() throws -> String {
        var found: [UInt8] = []
        while !found.suffix(4).elementsEqual([13, 10, 13, 10]) { found += try bytes(count: 1) }
        return String(decoding: found, as: UTF8.self)
    }
}
