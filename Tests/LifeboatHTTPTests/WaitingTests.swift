import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import Synchronization
import Testing

/// Servers that let wait: the time runs out, or the user stops. No test looks at how long it took; each would
/// hang for ever.
@Suite struct WaitingTests {
    @Test func aServerThatSaysNothingIsGivenUp() throws {
        for sent in ["", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0"] {
            let world = try TransportWorld({ $0.stallTimeout = 0.3 }) { connection in
                _ = try connection.request()
                try connection.write(sent)
                connection.drain()
            }
            #expect(world.failure() == .timedOut)
        }
    }

    @Test func aServerThatTakesNothingIsGivenUp() throws {
        let held = Mutex<[LoopbackConnection]>([])
        let world = try TransportWorld({ $0.stallTimeout = 0.3 }) { connection in
            _ = try connection.head()
            try connection.write("HTTP/1.1 100 Continue\r\n\r\n")
            held.withLock { $0.append(connection) }
            // Reads no more, until the test ends the connection.
            while held.withLock({ !$0.isEmpty }) { Pause.seconds(0.01) }
        }
        defer { held.withLock { $0 = [] } }
        let failure = #expect(throws: TransportFailure.self) {
            try world.send(.put, "/", [:], [UInt8](repeating: 1, count: 64 << 20))
        }
        #expect(failure?.kind == .timedOut)
    }

    /// Longer than the time without a byte, in drops.
    @Test func aSlowServerIsWaitedFor() throws {
        let world = try TransportWorld({ $0.stallTimeout = 2 }) { connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n")
            for _ in 0..<25 {
                Pause.seconds(0.1)
                try connection.write("x")
            }
        }
        #expect(try world.send().body.count == 25)
    }

    @Test func theTotalTimeEndsADrip() throws {
        let world = try TransportWorld({ $0.totalTimeout = 0.3 }) { connection in
            _ = try connection.request()
            try connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            while true {
                try connection.write("x")
                Pause.seconds(0.01)
            }
        }
        #expect(world.failure() == .timedOut)
    }

    @Test func aConnectionThatHangsIsGivenUp() throws {
        let deaf = try DeafListener()
        var settings = TransportSettings(version: "1")
        settings.connectTimeout = 0.3
        let transport = CurlTransport(settings, cancellation: Cancellation())
        #expect(kind(transport, port: deaf.port) == .timedOut)
    }

    private func kind(_ transport: CurlTransport, port: Int) -> TransportFailure.Kind? {
        let address = HTTPAddress(isSecure: false, host: "127.0.0.1", port: port)
        do throws(TransportFailure) {
            _ = try transport.send(HTTPRequest(.get, address), .none, into: .memory(limit: 100))
            return nil
        } catch {
            return error.kind
        }
    }

    /// A wish that comes after the transport has looked for it a few times.
    private func cancellation(after looks: Int) -> Cancellation {
        let counter = Counter()
        return Cancellation { counter.next() > looks }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)
        func next() -> Int {
            count.withLock {
                $0 += 1
                return $0
            }
        }
    }

    @Test func stopsWhileConnecting() throws {
        let deaf = try DeafListener()
        var settings = TransportSettings(version: "1")
        settings.connectTimeout = 86_400
        let transport = CurlTransport(settings, cancellation: cancellation(after: 2))
        #expect(kind(transport, port: deaf.port) == .cancelled)
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0"])
    func stopsWhileTheServerSaysNothing(sent: String) throws {
        let cancellation = Cancellation()
        let server = try LoopbackServer { connection in
            _ = try connection.request()
            try connection.write(sent)
            cancellation.cancel()
            connection.drain()
        }
        let settings = TransportSettings(version: "1")
        let transport = CurlTransport(settings, cancellation: cancellation)
        #expect(kind(transport, port: server.port) == .cancelled)
        // Nothing is begun afterwards.
        #expect(kind(transport, port: server.port) == .cancelled)
        #expect(server.accepted == 1)
    }

    @Test func stopsWhileALimiterHoldsItBack() throws {
        let cancellation = Cancellation()
        let server = try LoopbackServer { connection in
            _ = try connection.request()
            try connection.answer(200, [UInt8](repeating: 1, count: 100))
            cancellation.cancel()
            connection.drain()
        }
        let limiter = RateLimiter(bytesPerSecond: 1) { 0 }
        limiter.take(1000)
        let transport = CurlTransport(
            TransportSettings(version: "1"),
            limits: TransportLimits(download: limiter),
            cancellation: cancellation
        )
        #expect(kind(transport, port: server.port) == .cancelled)
    }

    @Test func stopsWhileItSleeps() throws {
        let time = MachineTime(cancellation(after: 3))
        let failure = #expect(throws: TransportFailure.self) { try time.sleep(86_400) }
        #expect(failure?.kind == .cancelled)
        try MachineTime(Cancellation()).sleep(0.001)
    }
}
