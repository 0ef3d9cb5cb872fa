internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import Testing

@testable internal import LifeboatReport

@Suite("Controls: drills and evidence")
struct DrillControlTests {
    private static func with(_ items: [EvidenceItem]) -> (inout ReportInput) -> Void {
        { $0.evidence += items }
    }

    private static func only(_ items: [EvidenceItem]) -> (inout ReportInput) -> Void {
        { $0.evidence = $0.evidence.filter { $0.kind != .drill } + items }
    }

    @Test("a drill must be recent")
    func recent() {
        #expect(Sample.control("drill.recent.disk")?.status == .pass)
        let old = Sample.control(
            "drill.recent.disk",
            Self.only([Sample.drills(6, ago: 90_000, Sample.tierNames.map { Sample.drill($0) })])
        )
        #expect(old?.status == .fail)
        #expect(
            old?.reason == "disk to depth structure was last drilled 1d 1h ago, every 1d is asked for."
        )
        #expect(Sample.control("drill.recent.vaulted")?.status == .notApplicable)
    }

    @Test("the newest drill decides, not the best")
    func newest() {
        let failed = Sample.control(
            "drill.recent.disk",
            Self.with([Sample.drills(9, ago: 60, [Sample.drill("disk", verdict: "failed")])])
        )
        #expect(failed?.status == .fail)
        #expect(failed?.evidence == ["\(Sample.signer)/9"])
    }

    @Test(
        "a drill that says it passed and proved nothing, or not all, has not",
        arguments: [(0, 0), (2, 1)]
    )
    func hollow(_ sampled: Int, _ verified: Int) {
        let drill = Sample.drill("disk", sampled: sampled, verified: verified)
        let control = Sample.control("drill.recent.disk", Self.with([Sample.drills(9, ago: 60, [drill])]))
        #expect(control?.status == .fail)
    }

    @Test("a drill to another depth does not stand in")
    func depth() {
        let deeper = Sample.control(
            "drill.recent.disk",
            Self.only([Sample.drills(6, ago: 60, [Sample.drill("disk", depth: "bytes")])])
        )
        #expect(deeper?.reason == "disk was never drilled to depth structure; every 1d is asked for.")
    }

    @Test("every rule of a tier is asked")
    func rules() {
        let control = Sample.control("drill.recent.disk") { input in
            let rules = input.policy.drills + [DrillRule(tier: "disk", everySeconds: 60, depth: .resume)]
            input.policy = Policy(
                name: "p",
                sources: input.policy.sources,
                tiers: input.policy.tiers,
                drills: rules
            )
        }
        #expect(control?.status == .fail)
    }

    @Test("every tier must have been drilled")
    func everyTier() {
        #expect(Sample.control("drill.every-tier")?.status == .pass)
        let some = Sample.control(
            "drill.every-tier",
            Self.only([Sample.drills(6, ago: 60, [Sample.drill("disk"), Sample.drill("nas", sampled: 0)])])
        )
        #expect(some?.status == .fail)
        #expect(some?.reason == "nas and vaulted have never been drilled.")
    }

    @Test("no error in the last drill of every tier, within its interval")
    func errors() {
        #expect(Sample.control("errors.0")?.status == .pass)
        let finding: JSON = ["code": "drill.x", "severity": "error", "path": "", "message": "", "hint": ""]
        let withError = Sample.drills(9, ago: 60, [Sample.drill("nas", findings: [finding])])
        #expect(
            Sample.control("errors.0", Self.with([withError]))?.reason
                == "The last drill of nas found 1 error."
        )
        let failed = Sample.drills(9, ago: 60, [Sample.drill("nas", verdict: "failed")])
        #expect(Sample.control("errors.0", Self.with([failed]))?.status == .fail)
        let never = Sample.control("errors.0", Self.only([]))
        #expect(never?.status == .fail)
        // Without a rule of its own, a tier has a quarter.
        let late = Sample.control("errors.0") { $0.now = Sample.now.adding(seconds: 91 * 86_400) }
        #expect(late?.status == .fail)
        #expect(late?.reason.contains("the last drill of vaulted is 91d") == true)
    }

    @Test("a record from the future does not count")
    func future() {
        let ahead = Sample.drills(9, ago: -3600, [Sample.drill("disk")])
        let report = Sample.report(Self.only([ahead]))
        #expect(report.controls.first { $0.id == "drill.recent.disk" }?.status == .fail)
        #expect(report.findings.contains { $0.code == "evidence.from-the-future" })
        let skewed = Sample.drills(9, ago: -60, [Sample.drill("disk")])
        #expect(Sample.control("drill.recent.disk", Self.only([skewed]))?.status == .pass)
    }

    @Test("evidence must verify, and be there")
    func verified() {
        #expect(Sample.control("evidence.verified")?.status == .pass)
        let bad = Sample.control("evidence.verified") { input in
            let finding = Finding("evidence.chain-broken", .error, path: "evidence/x", "does not follow")
            input.verification = EvidenceCheck(ledgers: 1, records: 8, isPinned: true, findings: [finding])
        }
        #expect(bad?.status == .fail)
        let none = Sample.control("evidence.verified") { $0.verification = .none }
        #expect(none?.reason == "There is no evidence.")
        let unpinned = Sample.control("evidence.verified") { input in
            input.verification = EvidenceCheck(ledgers: 1, records: 8, isPinned: false, findings: [])
        }
        #expect(unpinned?.status == .pass)
        #expect(unpinned?.reason.contains("no signer is pinned") == true)
    }

    @Test("a body that makes no sense is no evidence, and traps nothing")
    func nonsense() {
        let bodies: [JSON] = [
            .null, 7, ["drills": 1], ["drills": [1, .null, ["tier": "disk"]]],
            [
                "drills": [
                    ["tier": "disk", "verdict": "passed", "sampled": .int(.max), "population": .int(.min)]
                ]
            ],
            ["tiers": [["tier": "disk", "held": [["point": 1]]]]], ["deleted": [["tier": 1]]],
        ]
        let items = bodies.enumerated().flatMap { index, body in
            [
                Sample.item(100 + index, .drill, ago: 5, body),
                Sample.item(200 + index, .protect, ago: 5, body),
                Sample.item(300 + index, .prune, ago: 5, body),
            ]
        }
        let report = Sample.report(Self.only(items))
        #expect(report.controls.first { $0.id == "drill.recent.disk" }?.status == .fail)
        #expect(report.html.contains("</html>"))
    }
}
