import LifeboatTestSupport
import Testing

/// A plan is repeatable, keeps its rate, and lets the patient through.
struct FaultPlanTests {
    private func faults(_ plan: FaultPlan, _ target: String, attempts: Int = 1) throws -> [Fault?] {
        let text = "PUT \(target) HTTP/1.1\r\nContent-Length: 10\r\n\r\n"
        return try (1...attempts).map { attempt in
            plan.fault(for: try #require(ProxiedRequest(text, number: attempt, attempt: attempt)))
        }
    }

    @Test func theSameSeedDecidesTheSame() throws {
        let targets = (0..<200).map { "/bucket/key\($0)" }
        func all(_ seed: UInt64, _ targets: [String]) throws -> [Fault?] {
            let plan = FaultPlan.seeded(seed, rate: 0.5)
            return try targets.flatMap { try faults(plan, $0) }
        }
        #expect(try all(1, targets) == all(1, targets))
        #expect(try all(1, targets) == all(1, targets.reversed()).reversed())
        #expect(try all(1, targets) != all(2, targets))
    }

    @Test func namesLeaveOutWhatChangesFromRunToRun() throws {
        let plan = FaultPlan.seeded(3, rate: 1, inARow: .max)
        #expect(
            try faults(plan, "/one/key?partNumber=1&uploadId=abc")
                == faults(plan, "/other/key?partNumber=1&uploadId=xyz")
        )
        #expect(
            try faults(plan, "/one/key?partNumber=1", attempts: 9)
                != faults(plan, "/one/key?partNumber=2", attempts: 9)
        )
    }

    @Test func theRateHolds() throws {
        let plan = FaultPlan.seeded(4, rate: 0.2)
        let count = try (0..<2000).flatMap { try faults(plan, "/b/\($0)") }.compactMap { $0 }.count
        #expect((300...500).contains(count))
    }

    @Test func nobodyWaitsForEver() throws {
        let plan = FaultPlan.seeded(5, rate: 1, inARow: 2)
        let row = try faults(plan, "/b/k", attempts: 9).map { $0 == nil }
        #expect(row == [false, false, true, false, false, true, false, false, true])
    }

    @Test func everyKindIsDrawn() throws {
        let plan = FaultPlan.seeded(6, rate: 1, kinds: FaultKind.allCases, inARow: .max)
        let drawn = try faults(plan, "/b/k", attempts: 500).compactMap { $0 }
        let words = Set(drawn.map { "\($0)".prefix { $0 != "(" } })
        #expect(words.count == 13)
        #expect(drawn.contains(.resetAnswer(after: .byte(0))))
    }
}
