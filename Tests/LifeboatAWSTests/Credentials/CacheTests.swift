import LifeboatAWS
import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Synchronization
import Testing

@Suite struct CacheTests {
    @Test func theyAreFoundOnceAndRenewedBeforeTheyEnd() throws {
        let clock = ManualClock(World.noon)
        let provider = Counting(clock, seconds: 3600)
        let cache = CredentialCache(provider, clock: clock, jitterSeconds: 20)
        #expect(try cache.credentials().accessKeyID == "K1")
        clock.advance(seconds: 3600 - 300 - 21)
        #expect(try cache.credentials().accessKeyID == "K1")
        clock.advance(seconds: 1)
        #expect(try cache.credentials().accessKeyID == "K2")
    }

    @Test func lastingOnesAreFoundOnce() throws {
        let clock = ManualClock(World.noon)
        let cache = CredentialCache(Counting(clock, seconds: nil), clock: clock, jitterSeconds: 0)
        for _ in 0..<3 {
            #expect(try cache.credentials().accessKeyID == "K1")
            clock.advance(seconds: 1e9)
        }
    }

    @Test func manyThreadsFindThemOnce() throws {
        let clock = ManualClock(World.noon)
        let provider = Counting(clock, seconds: 3600)
        let cache = CredentialCache(provider, clock: clock, jitterSeconds: 0)
        let first = try Workers(width: 8).map(32) { _ in try cache.credentials() }
        #expect(Set(first.map(\.accessKeyID)) == ["K1"] && provider.count == 1)
        let second = try Workers(width: 8).map(32) { _ in try cache.credentials(insteadOf: first[0]) }
        #expect(Set(second.map(\.accessKeyID)) == ["K2"] && provider.count == 2)
    }

    @Test func whileNoneCanBeHadTheOldOnesServeUntilTheyEnd() throws {
        let clock = ManualClock(World.noon)
        let provider = Counting(clock, seconds: 600)
        let cache = CredentialCache(provider, clock: clock, jitterSeconds: 0)
        _ = try cache.credentials()
        provider.fail()
        clock.advance(seconds: 599)
        #expect(try cache.credentials().accessKeyID == "K1")
        clock.advance(seconds: 1)
        #expect(throws: LifeboatError.self) { try cache.credentials() }
    }

    @Test func noneAnywhereSaysWhereItLooked() {
        let chain = CredentialChain.standard(World.surroundings())
        let cache = CredentialCache(chain, clock: ManualClock(World.noon), jitterSeconds: 0)
        let error = #expect(throws: LifeboatError.self) { try cache.credentials() }
        for place in ["AWS_ACCESS_KEY_ID", "profile default", "web identity", "container", "IMDSv2"] {
            #expect(error?.message.contains(place) == true)
        }
    }

    @Test func onesThatEndedAlreadyAreRefused() {
        let clock = ManualClock(World.noon)
        let cache = CredentialCache(Counting(clock, seconds: -1), clock: clock, jitterSeconds: 0)
        let error = #expect(throws: LifeboatError.self) { try cache.credentials() }
        #expect(error?.message.contains("2026-01-01 11:59:59") == true)
    }

    /// Gives other credentials each time.
    private final class Counting: CredentialProvider {
        private let clock: ManualClock
        private let seconds: Double?
        private let state = Mutex((count: 0, fails: false))
        let place = "the test"

        init(_ clock: ManualClock, seconds: Double?) {
            self.clock = clock
            self.seconds = seconds
        }

        var count: Int { state.withLock { $0.count } }

        func fail() { state.withLock { $0.fails = true } }

        func find() throws -> AWSCredentials? {
            let number = try state.withLock { state in
                if state.fails { throw LifeboatError(.failed, "none today") }
                state.count += 1
                return state.count
            }
            return AWSCredentials(
                accessKeyID: "K\(number)",
                secretAccessKey: "hush",
                expires: seconds.map { clock.now().adding(seconds: $0) }
            )
        }
    }
}
