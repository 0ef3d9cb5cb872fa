import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import Synchronization
import Testing

@Suite struct RetrierTests {
    /// Time that passes only by sleeping.
    private final class SleptTime: RetryTime {
        private let slept = Mutex<[Double]>([])
        private let limit: Int
        init(cancelAfter limit: Int = .max) { self.limit = limit }
        var pauses: [Double] { slept.withLock { $0 } }
        var seconds: Double { pauses.reduce(0, +) }
        func sleep(_ seconds: Double) throws(TransportFailure) {
            let count = slept.withLock {
                $0.append(seconds)
                return $0.count
            }
            if count > limit { throw TransportFailure(.cancelled, "stopped as asked") }
        }
    }

    private struct World {
        var policy = RetryPolicy()
        var budget = RetryBudget()
        var time = SleptTime()
        let clock = ManualClock(Timestamp(milliseconds: 784_111_777_000))

        /// Runs one request against scripted outcomes; the last one repeats.
        func run(
            _ script: [Result<HTTPResponse, TransportFailure>],
            correcting: (HTTPResponse) -> Bool = { _ in false },
            notice: @escaping @Sendable (RetryNotice) -> Void = { _ in }
        ) -> (outcome: Result<HTTPResponse, any Error>, tries: [Int]) {
            let retrier = Retrier(
                policy,
                budget: budget,
                time: time,
                clock: clock,
                random: SeededGenerator(seed: 3),
                notice: notice
            )
            var tries: [Int] = []
            let outcome = Result {
                try retrier.run(
                    at: "there",
                    errorCode: { $0.headers["X-Code"] },
                    correctingClock: correcting
                ) { number in
                    tries.append(number)
                    return try script[min(tries.count, script.count) - 1].get()
                }
            }
            return (outcome, tries)
        }
    }

    private static func answer(_ status: Int, _ headers: HTTPHeaders = [:])
        -> Result<HTTPResponse, TransportFailure>
    {
        .success(HTTPResponse(status: status, headers: headers, body: []))
    }

    private static func failing(_ kind: TransportFailure.Kind) -> Result<HTTPResponse, TransportFailure> {
        .failure(TransportFailure(kind, "why"))
    }

    private func status(_ outcome: Result<HTTPResponse, any Error>) -> Int? { try? outcome.get().status }

    private func kind(_ outcome: Result<HTTPResponse, any Error>) -> TransportFailure.Kind? {
        if case .failure(let error) = outcome { (error as? TransportFailure)?.kind } else { nil }
    }

    @Test func triesUntilItSucceeds() {
        let world = World()
        let (outcome, tries) = world.run([
            Self.failing(.broken), Self.answer(503), Self.failing(.timedOut), Self.answer(200),
        ])
        #expect(status(outcome) == 200 && tries == [1, 2, 3, 4] && world.time.pauses.count == 3)
        // 5 and 5 and 10 were taken, and the last of them came back.
        #expect(world.budget.left == 490)
    }

    @Test func theLastOutcomeIsHandedOnWhenTheAttemptsAreOver() {
        var world = World()
        world.policy.attempts = 3
        let answered = world.run([Self.answer(500)])
        #expect(status(answered.outcome) == 500 && answered.tries.count == 3)
        let failed = world.run([Self.answer(500), Self.answer(500), Self.failing(.broken)])
        #expect(kind(failed.outcome) == .broken && failed.tries.count == 3)
    }

    @Test(arguments: [
        TransportFailure.Kind.cancelled, .refused, .notTrusted, .local, .wrongLength,
    ])
    func whatIsFinalIsTriedOnce(kind: TransportFailure.Kind) {
        let world = World()
        let (outcome, tries) = world.run([Self.failing(kind)])
        #expect(self.kind(outcome) == kind && tries == [1] && world.budget.left == 500)
    }

    @Test func answersThatAreFinalAreTriedOnce() {
        for status in [200, 204, 301, 400, 403, 404, 409, 412] {
            #expect(World().run([Self.answer(status)]).tries == [1])
        }
    }

    @Test func everyOtherTryIsTold() {
        let told = Mutex<[RetryNotice]>([])
        let script = [Self.failing(.notConnected), Self.answer(503), Self.answer(200)]
        #expect(World().run(script, notice: { one in told.withLock { $0.append(one) } }).tries == [1, 2, 3])
        let first = RetryNotice(place: "there", reason: "why", next: 2, tries: 6)
        let second = RetryNotice(place: "there", reason: "the answer has status 503", next: 3, tries: 6)
        #expect(told.withLock { $0 } == [first, second])
    }

    @Test func aNameIsLookedUpThreeTimes() {
        #expect(World().run([Self.failing(.nameNotFound)]).tries == [1, 2, 3])
    }

    @Test func codesInTheAnswerCount() {
        let slow = Self.answer(200, ["X-Code": "SlowDown"])
        #expect(World().run([slow, Self.answer(200)]).tries == [1, 2])
    }

    @Test func anEmptyBudgetLeavesOneTry() {
        var world = World()
        world.budget = RetryBudget(capacity: 12)
        #expect(world.run([Self.answer(500)]).tries == [1, 2, 3])
        #expect(world.run([Self.answer(500)]).tries == [1])
        for _ in 0..<3 { #expect(world.run([Self.answer(200)]).tries == [1]) }
        #expect(world.run([Self.answer(500)]).tries == [1, 2])
    }

    @Test func theTotalTimeIsKept() {
        var world = World()
        world.policy.attempts = 1000
        world.policy.totalTime = 40
        let (outcome, tries) = world.run([Self.answer(500)])
        #expect(status(outcome) == 500 && tries.count > 3 && world.time.seconds <= 40)
        // A pause that would end too late is not begun.
        let asked = world.run([Self.answer(503, ["Retry-After": "60"])])
        #expect(asked.tries == [1])
    }

    @Test func retryAfterCountsInSecondsAndAsDate() {
        for value in ["7", "Sun, 06 Nov 1994 08:49:44 GMT"] {
            let world = World()
            _ = world.run([Self.answer(503, ["Retry-After": value]), Self.answer(200)])
            #expect((7.0...8.0).contains(world.time.seconds), "\(value)")
        }
        for value in ["", "-7", "soon", "Sun, 06 Nov 1994 08:49:30 GMT"] {
            let world = World()
            _ = world.run([Self.answer(503, ["Retry-After": value]), Self.answer(200)])
            #expect(world.time.seconds <= 1, "\(value)")
        }
        let world = World()
        _ = world.run([Self.answer(503, ["Retry-After": "99999999999999999999999"]), Self.answer(200)])
        #expect((60.0...61.0).contains(world.time.seconds))
    }

    @Test func aCorrectedClockIsTriedOnceAndAtOnce() {
        let skewed = Self.answer(403, ["X-Code": "RequestTimeTooSkewed"])
        let world = World()
        #expect(world.run([skewed]).tries == [1])
        var asked = 0
        let (outcome, tries) = world.run([skewed]) { _ in
            asked += 1
            return true
        }
        #expect(status(outcome) == 403 && tries == [1, 2] && asked == 1 && world.time.pauses.isEmpty)
        #expect(world.run([skewed, Self.answer(200)]) { _ in true }.tries == [1, 2])
    }

    @Test func aStopWhileSleepingIsThrown() {
        var world = World()
        world.time = SleptTime(cancelAfter: 1)
        let (outcome, tries) = world.run([Self.answer(500)])
        #expect(kind(outcome) == .cancelled && tries == [1, 2])
    }

    @Test func otherErrorsPassThrough() {
        let retrier = Retrier(
            budget: RetryBudget(),
            time: SleptTime(),
            clock: SystemClock(),
            random: SeededGenerator(seed: 1)
        )
        var tries = 0
        #expect(throws: LifeboatError(.notFound, "no key")) {
            _ = try retrier.run { _ in
                tries += 1
                throw LifeboatError(.notFound, "no key")
            }
        }
        #expect(tries == 1)
    }

    @Test func aServerThatFailsTwiceIsServed() throws {
        let world = try TransportWorld { connection in
            guard try connection.request() != nil else { return }
            switch connection.index {
            case 1: connection.reset()
            case 2: try connection.answer(503)
            default: try connection.answer(200, [7])
            }
        }
        let retrier = Retrier(
            budget: RetryBudget(),
            time: SleptTime(),
            clock: SystemClock(),
            random: SeededGenerator(seed: 1)
        )
        #expect(try retrier.run { _ in try world.send() }.body == [7])
        #expect(world.server.accepted == 3)
    }

    @Test func errorsForPeopleHoldNoQuery() {
        let address = HTTPAddress(
            isSecure: true,
            host: "h",
            path: "/a b",
            query: [.init("X-Amz-Signature", "secret")]
        )
        for kind in TransportFailure.Kind.allCases {
            let error = TransportFailure(kind, "why").error(at: address)
            #expect(error.path == "https://h/a%20b" && error.message.hasSuffix(": why"))
            #expect(!error.description.contains("secret"))
            #expect(error.hint != nil)
            #expect((error.code == .interrupted) == (kind == .cancelled))
        }
    }
}
