import LifeboatCore
import Synchronization
import Testing

@Suite("Seams")
struct SeamTests {
    private struct Stop: Error, Equatable { let index: Int }

    @Test("workers give results in order, whatever their number", arguments: [1, 2, 3, 8])
    func order(_ width: Int) throws {
        #expect(try Workers(width: width).map(10_000) { $0 * 2 } == (0..<10_000).map { $0 * 2 })
        #expect(try Workers(width: width).map(0) { $0 } == [])
        #expect(try Workers(width: width).map(1) { $0 } == [0])
    }

    @Test("workers run every index once")
    func once() throws {
        let seen = Mutex<[Int]>([])
        _ = try Workers(width: 4).map(5000) { index in seen.withLock { $0.append(index) } }
        #expect(seen.withLock { $0.sorted() } == Array(0..<5000))
    }

    @Test("the first error is thrown and stops the hand-out", arguments: [1, 4])
    func error(_ width: Int) {
        let started = Atomic<Int>(0)
        #expect(throws: Stop(index: 10)) {
            try Workers(width: width).map(1_000_000) { index in
                started.wrappingAdd(1, ordering: .relaxed)
                if index == 10 { throw Stop(index: index) }
            }
        }
        #expect(started.load(ordering: .relaxed) < 1_000_000)
    }

    @Test("as many run at once as there are workers")
    func width() throws {
        // Each waits for all the others: with fewer threads this would never end.
        let arrived = Atomic<Int>(0)
        _ = try Workers(width: 4).map(4) { _ in
            arrived.wrappingAdd(1, ordering: .sequentiallyConsistent)
            while arrived.load(ordering: .sequentiallyConsistent) < 4 {}
        }
        #expect(arrived.load(ordering: .relaxed) == 4)
    }

    @Test("optional results keep their place")
    func optionals() throws {
        #expect(try Workers(width: 2).map(4) { $0.isMultiple(of: 2) ? $0 : nil } == [0, nil, 2, nil])
    }

    @Test("the same seed gives the same numbers")
    func seeded() {
        var (a, b, c) = (SeededGenerator(seed: 0), SeededGenerator(seed: 0), SeededGenerator(seed: 1))
        #expect(a.next() == 0xE220_A839_7B1D_CDAF)
        _ = b.next()
        #expect(a.next() == b.next() && a.next() != c.next())
    }

    @Test("a wish to stop is seen, from inside and from outside")
    func cancellation() throws {
        let token = Cancellation()
        try token.check()
        token.cancel()
        let error = #expect(throws: LifeboatError.self) { try token.check() }
        #expect(error?.code == .interrupted)
        #expect(Cancellation(external: { true }).isCancelled)
    }

    @Test("a manual clock stands until it is moved")
    func clock() {
        let clock = ManualClock(Timestamp(milliseconds: 5))
        #expect(clock.now().milliseconds == 5)
        clock.advance(seconds: 1)
        #expect(clock.now().milliseconds == 1005)
    }
}
