import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Synchronization
import Testing

@Suite struct RateLimiterTests {
    @Test func aBucketLendsAndWaits() {
        var bucket = TokenBucket(rate: 100, capacity: 50, now: 10)
        #expect(bucket.wait(at: 10) == 0)
        bucket.take(250, at: 10)
        #expect(bucket.wait(at: 10) == 2)
        #expect(bucket.wait(at: 11) == 1)
        // A clock that goes back neither gives nor takes.
        #expect(bucket.wait(at: 5) == 1)
        #expect(bucket.wait(at: 12.5) == 0)
        // It never holds more than its capacity.
        #expect(bucket.wait(at: 1000) == 0)
        bucket.take(150, at: 1000)
        #expect(bucket.wait(at: 1000) == 1)
    }

    @Test func theMeanRateHolds() {
        var bucket = TokenBucket(rate: 1000, capacity: 100, now: 0)
        var random = SeededGenerator(seed: 7)
        var now = 0.0
        var taken = 0
        while now < 60 {
            let wait = bucket.wait(at: now)
            if wait > 0 {
                now += wait
            } else {
                let count = Int.random(in: 1...700, using: &random)
                bucket.take(count, at: now)
                taken += count
            }
        }
        #expect((60_000...61_500).contains(taken))
    }

    @Test func hostileRatesDoNoHarm() {
        var bucket = TokenBucket(rate: 0, capacity: -1, now: 0)
        bucket.take(.max, at: 0)
        #expect(bucket.wait(at: 0) > 1e9)
        #expect(RateLimiter(bytesPerSecond: .min).wait == 0)
    }

    /// A clock that goes on by a millisecond each time it is looked at.
    private final class SteppingClock: Sendable {
        private let steps = Mutex(0)
        var seconds: Double { steps.withLock { Double($0) / 1000 } }
        func look() -> Double {
            steps.withLock { $0 += 1 }
            return seconds
        }
    }

    @Test(arguments: [HTTPMethod.put, .get])
    func bothDirectionsAreLimited(method: HTTPMethod) throws {
        let clock = SteppingClock()
        let limiter = RateLimiter(bytesPerSecond: 1_000_000) { clock.look() }
        let limits = method == .put ? TransportLimits(upload: limiter) : TransportLimits(download: limiter)
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 13) }
        let seen = Mutex<[UInt8]>([])
        let world = try TransportWorld(limits: limits) { connection in
            while let request = try connection.request() {
                seen.withLock { $0 = request.body }
                try connection.answer(200, request.method == "PUT" ? [] : bytes)
            }
        }
        let start = clock.seconds
        let answer = try world.send(method, "/", [:], method == .put ? bytes : nil)
        #expect((method == .put ? seen.withLock { $0 } : answer.body) == bytes)
        // All but what the bucket lends and what it held at first; a second transfer pays the rest.
        try world.send(method, "/", [:], method == .put ? bytes : nil)
        #expect(clock.seconds - start >= 0.1)
        #expect(limiter.wait > 0 || clock.seconds - start >= 0.3)
    }
}
