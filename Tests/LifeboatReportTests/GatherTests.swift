internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTestSupport
internal import LifeboatTiers
internal import LifeboatVault
internal import Testing

@testable internal import LifeboatReport

/// The whole way: a source, two tiers and a ledger on the disk, and what is gathered from them.
@Suite("Gathering")
struct GatherTests {
    struct Place {
        let root: String
        let policy: Policy
        let state: LocalState
        let ledger: LocalLedger
        let clock: ManualClock

        init(_ root: String, isPinned: Bool = false) throws {
            self.root = root
            _ = try Directory.make("\(root)/runs/exp1/weights")
            state = try LocalState(path: "\(root)/state")
            let signer = try Signer.loadOrCreate(at: "\(root)/state/key")
            ledger = try LocalLedger(path: "\(root)/state/ledger", signer: signer)
            clock = ManualClock(SystemClock().now())
            policy = Policy(
                name: "p",
                sources: [Source(name: "runs", path: "\(root)/runs")],
                tiers: [
                    Tier(name: "a", storage: .directory(path: "\(root)/a")),
                    Tier(name: "b", storage: .directory(path: "\(root)/b"), from: "a"),
                ],
                objectives: ["a": Objective(rpo: 3600), "b": Objective(rpo: 3600, lag: 60)],
                evidence: EvidenceSettings(
                    trust: isPinned ? [signer.publicKey.description] : [],
                    to: ["a", "b"]
                )
            )
            try write("args.yaml", "epochs: 3\n")
            try write("results.csv", "epoch,loss\n")
        }

        func write(_ name: String, _ text: String) throws {
            try Directory("\(root)/runs/exp1").write(Array(text.utf8), to: FileName(name), replacing: true)
        }

        func protect() throws {
            var random = SystemRandomNumberGenerator()
            let result = try Protector(
                policy: policy,
                stores: DirectoryStores(),
                state: state,
                host: "here",
                clock: clock,
                workers: Workers(width: 2),
                progress: SilentProgress(),
                cancellation: Cancellation()
            ).run(using: &random)
            try ledger.append(kind: .protect, body: result.json, heads: [:], time: clock.now(), host: "here")
            for tier in policy.tiers {
                _ = try ledger.publish(to: TierVault.open(tier, DirectoryStores()).store)
            }
        }

        func gather() throws -> ReportInput {
            try ReportInput.gather(
                policy,
                stores: DirectoryStores(),
                host: "here",
                registry: state.registry,
                ledger: ledger.contents,
                clock: clock
            )
        }
    }

    @Test("what was protected is held, in every tier, and its evidence verifies")
    func held() throws {
        try withScratchDirectory { root in
            let place = try Place(root, isPinned: true)
            try place.protect()
            place.clock.advance(seconds: 100_000)
            let report = ComplianceReport(try place.gather())
            #expect(report.status.rows.map(\.experiment) == ["runs/exp1"])
            #expect(report.tiers.map(\.status.exposure.seconds) == [0, 0])
            let answers = Dictionary(uniqueKeysWithValues: report.controls.map { ($0.id, $0) })
            for id in [
                "rpo.a", "rpo.b", "lag.b", "points.complete", "points.present", "copies.3",
                "evidence.verified",
            ] {
                #expect(answers[id]?.status == .pass, "\(id): \(answers[id]?.reason ?? "")")
            }
            for id in ["media.2", "offsite.1", "immutable.1", "drill.every-tier"] {
                #expect(answers[id]?.status == .fail, "\(id)")
            }
            #expect(report.records == 1)
        }
    }

    @Test("a change after the protect is exposed since the protect")
    func changed() throws {
        try withScratchDirectory { root in
            let place = try Place(root)
            try place.protect()
            try place.write("results.csv", "epoch,loss\n1,0.5\n")
            place.clock.advance(seconds: 7200)
            let report = ComplianceReport(try place.gather())
            let exposure = try #require(report.tiers[0].status.exposure.seconds)
            #expect(exposure > 7100 && exposure <= 7200)
            #expect(report.tiers[0].status.exposure.oldest == FileName("results.csv"))
            #expect(report.controls.first { $0.id == "rpo.a" }?.status == .fail)
        }
    }

    @Test("an object that is gone makes the point damaged in that tier alone")
    func damaged() throws {
        try withScratchDirectory { root in
            let place = try Place(root)
            try place.protect()
            let vault = try TierVault.open(place.policy.tiers[1], DirectoryStores())
            let tree = try vault.tree(of: vault.points().points[0].manifest)
            let object = try #require(tree.objects.first)
            try vault.store.delete(VaultFormat.objectKey(object.name), unlessWrittenSince: nil)
            // While the lag objective runs it may be on its way.
            let early = ComplianceReport(try place.gather())
            #expect(early.status.rows[0].cells.map(\.state) == ["complete", "arriving"])
            #expect(early.controls.first { $0.id == "lag.b" }?.status == .pass)
            place.clock.advance(seconds: 61)
            let report = ComplianceReport(try place.gather())
            #expect(report.status.rows[0].cells.map(\.state) == ["complete", "damaged"])
            #expect(report.controls.first { $0.id == "lag.b" }?.status == .fail)
            #expect(report.controls.first { $0.id == "copies.3" }?.status == .fail)
            #expect(report.tiers[1].lacking == 1)
        }
    }

    @Test("a source that is away is told by evidence; a tier that is away is unreachable")
    func away() throws {
        try withScratchDirectory { root in
            let place = try Place(root)
            try place.protect()
            place.clock.advance(seconds: 500)
            #expect(rename("\(root)/runs", "\(root)/lost") == 0)
            #expect(rename("\(root)/b", "\(root)/lost-b") == 0)
            let report = ComplianceReport(try place.gather())
            #expect(report.tiers[0].status.exposure.basis == .lastConfirmed)
            #expect(report.tiers[0].status.exposure.seconds == 500)
            #expect(!report.tiers[1].status.isReachable)
            let codes = Set(report.findings.map(\.code))
            #expect(codes.isSuperset(of: ["source.unreadable", "tier.unreachable"]))
        }
    }

    @Test("a ledger that was cut short in one tier does not verify: the others know better")
    func truncated() throws {
        try withScratchDirectory { root in
            let place = try Place(root)
            try place.protect()
            try place.protect()
            let store = try TierVault.open(place.policy.tiers[1], DirectoryStores()).store
            let last = try #require(try store.list("evidence/").map(\.key).max())
            try store.delete(last, unlessWrittenSince: nil)
            let report = ComplianceReport(try place.gather())
            #expect(report.controls.first { $0.id == "evidence.verified" }?.status == .fail)
            #expect(report.findings.contains { $0.code == "evidence.truncated" })
        }
    }

    @Test("the evidence of a signer that is not pinned does not count")
    func untrusted() throws {
        try withScratchDirectory { root in
            let place = try Place(root, isPinned: true)
            try place.protect()
            let stranger = try Signer.loadOrCreate(at: "\(root)/other")
            let forged = try LocalLedger(path: "\(root)/forged", signer: stranger)
            let body: JSON = ["drills": [Sample.drill("a"), Sample.drill("b")]]
            try forged.append(kind: .drill, body: body, heads: [:], time: place.clock.now(), host: "here")
            _ = try forged.publish(to: TierVault.open(place.policy.tiers[0], DirectoryStores()).store)
            let report = ComplianceReport(try place.gather())
            #expect(report.controls.first { $0.id == "drill.every-tier" }?.status == .fail)
            #expect(report.controls.first { $0.id == "evidence.verified" }?.status == .fail)
        }
    }

    @Test("without its registry a run is found again by its directory")
    func forgotten() throws {
        try withScratchDirectory { root in
            let place = try Place(root)
            try place.protect()
            #expect(unlink("\(root)/state/runs.json") == 0)
            let report = ComplianceReport(try place.gather())
            #expect(report.status.rows.map(\.presence) == [.present])
            #expect(report.tiers[0].status.exposure.seconds == 0)
        }
    }
}
