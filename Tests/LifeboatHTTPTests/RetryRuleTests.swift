import LifeboatCore
import LifeboatHTTP
import Testing

@Suite struct RetryRuleTests {
    @Test(arguments: TransportFailure.Kind.allCases)
    func failures(kind: TransportFailure.Kind) {
        let expected: [TransportFailure.Kind: RetryRule] = [
            .broken: .again, .notConnected: .again, .timedOut: .costly, .nameNotFound: .lookup,
        ]
        #expect(RetryRule(failure: kind) == expected[kind] ?? .never)
    }

    @Test func statuses() {
        let expected: [Int: RetryRule] = [
            408: .again, 429: .slower, 500: .again, 502: .again, 503: .slower, 504: .again,
        ]
        for status in 100..<600 { #expect(RetryRule(status: status) == expected[status] ?? .never) }
    }

    @Test(arguments: [
        (503, "SlowDown", RetryRule.slower), (400, "ThrottlingException", .slower),
        (400, "Throttled", .slower), (400, "IDPCommunicationError", .again), (400, "RequestTimeout", .again),
        (200, "InternalError", .again),
        (503, "ServiceUnavailable", .again), (403, "RequestTimeTooSkewed", .clock),
        (409, "ConditionalRequestConflict", .again), (403, "AccessDenied", .never), (500, "Strange", .again),
        (412, "PreconditionFailed", .never), (200, "", .never), (404, "NoSuchKey", .never),
    ])
    func codesCountBeforeTheStatus(status: Int, code: String, rule: RetryRule) {
        #expect(RetryRule(status: status, code: code) == rule)
    }

    @Test func pausesDoubleUpToTheLimitWithFullJitter() {
        var policy = RetryPolicy()
        policy.baseDelay = 1
        policy.slowDelay = 4
        policy.delayLimit = 10
        var random = SeededGenerator(seed: 1)
        for (rule, tops) in [(RetryRule.again, [1.0, 2, 4, 8, 10, 10]), (.slower, [4.0, 8, 10, 10])] {
            for (index, top) in tops.enumerated() {
                let delays = (0..<500).map { _ in
                    policy.delay(retry: index + 1, rule, using: &random)
                }
                #expect(delays.allSatisfy { (0...top).contains($0) })
                #expect((delays.min() ?? 1) < top * 0.05 && (delays.max() ?? 0) > top * 0.95)
            }
        }
        #expect(policy.delay(retry: .max, .again, using: &random) <= 10)
        #expect(policy.delay(retry: .min, .again, using: &random) <= 1)
    }

    @Test func retryAfterIsHonouredWithinBounds() {
        var policy = RetryPolicy()
        policy.baseDelay = 1
        policy.retryAfterLimit = 30
        var random = SeededGenerator(seed: 1)
        for (asked, least) in [(5.0, 5.0), (30, 30), (1e9, 30), (-4, 0), (.infinity, 30)] {
            let delay = policy.delay(retry: 1, .again, retryAfter: asked, using: &random)
            #expect((least...least + 1).contains(delay))
        }
    }

    @Test func theBudgetRunsDryAndFillsUp() {
        let budget = RetryBudget(capacity: 12)
        #expect(budget.take(5) && budget.take(5) && !budget.take(5) && budget.take(2))
        budget.give(5)
        #expect(budget.left == 5)
        budget.give(.max)
        #expect(budget.left == 12)
    }
}
