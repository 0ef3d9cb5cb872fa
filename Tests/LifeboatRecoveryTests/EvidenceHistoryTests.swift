import LifeboatCore
import LifeboatFiles
import LifeboatLedger
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Evidence as a history")
struct EvidenceHistoryTests {
    private static let now = Points.start.adding(seconds: 1_000_000)
    private static let run = Points.run(1)

    private static func id(_ name: String) -> PointID { PointID(Hasher256.digest(of: name)) }

    private static func held(_ point: String, confirmed: Bool = true) -> JSON {
        [
            "experiment": "src/exp", "run": .string(run.text), "point": .string(id(point).description),
            "confirmed": confirmed ? .string(now.adding(seconds: -1000).description) : .null,
        ]
    }

    private static func protect(_ tier: String, _ held: JSON...) -> JSON {
        ["tiers": [["tier": .string(tier), "held": .array(held)]]]
    }

    private static func prune(_ tier: String, _ point: String) -> JSON {
        ["deleted": [["tier": .string(tier), "point": .string(id(point).description)]]]
    }

    private static func drill(_ tier: String, verdict: String = "passed") -> JSON {
        [
            "drills": [
                [
                    "tier": .string(tier), "depth": "bytes", "verdict": .string(verdict), "sampled": 1,
                    "verified": 1, "bytes": 1000, "restoreSeconds": 2,
                ]
            ]
        ]
    }

    private static func item(_ sequence: Int, _ kind: EvidenceKind, _ body: JSON, ago: Double = 500)
        -> EvidenceItem
    {
        EvidenceItem(
            signer: String(repeating: "a", count: 32),
            sequence: sequence,
            time: now.adding(seconds: -ago),
            host: "node",
            kind: kind,
            body: body
        )
    }

    /// A vault in each tier, and a ledger of its own for each name.
    private struct Place {
        let scene: Scene
        let surveys: [TierSurvey]

        init(_ scene: Scene) throws {
            self.scene = scene
            try Files(scene.source).put("a", "a")
            try scene.protect()
            surveys = scene.tiers.map { TierSurvey(scene.tier($0), DirectoryStores()) }
        }

        func ledger(_ name: String, key: String? = nil) throws -> LocalLedger {
            let signer = try Signer.loadOrCreate(at: "\(scene.path)/\(key ?? name).key")
            return try LocalLedger(path: "\(scene.path)/ledger-\(name)", signer: signer)
        }

        func write(_ ledger: LocalLedger, _ kind: EvidenceKind, _ body: JSON, to tier: String) throws {
            try ledger.append(kind: kind, body: body, heads: [:], time: now, host: "node")
            try ledger.publish(to: scene.vault(tier).store)
        }

        func read(trust: [String], own: () throws -> LedgerContents? = { nil }) throws -> (
            history: EvidenceHistory, findings: [Finding]
        ) {
            let settings = EvidenceSettings(trust: trust, to: scene.tiers)
            let (check, items) = try EvidenceCheck.read(surveys, own: own, settings: settings)
            return (EvidenceHistory(items, now: now), check.findings)
        }
    }

    @Test("what is recorded while ledgers are read is no loss; what was deleted is one")
    func racing() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            let place = try Place(scene)
            let own = try place.ledger("own")
            let trust = [own.signer.publicKey.description]
            let racing: () throws -> LedgerContents? = {
                for tier in scene.tiers {
                    try place.write(own, .protect, Self.protect("disk", Self.held("a")), to: tier)
                }
                for tier in scene.tiers { try own.publish(to: scene.vault(tier).store) }
                return try own.contents()
            }
            #expect(try place.read(trust: trust, own: racing).findings.errors == [])
            let store = try scene.vault("copy").store
            let newest = try #require(store.list("evidence/").map(\.key).max())
            try store.delete(newest, unlessWrittenSince: nil)
            let told = try place.read(trust: trust, own: own.contents).findings.errors
            #expect(told.map(\.code) == ["evidence.truncated"], "\(told)")
        }
    }

    @Test("a record of a signer that is not pinned is no proof of anything")
    func untrusted() throws {
        try Scene.with { scene in
            let place = try Place(scene)
            let own = try place.ledger("own")
            let stranger = try place.ledger("stranger")
            try place.write(own, .protect, Self.protect("disk", Self.held("a")), to: "disk")
            try place.write(stranger, .prune, Self.prune("disk", "a"), to: "disk")
            try place.write(stranger, .protect, Self.protect("disk", Self.held("b")), to: "disk")
            try place.write(stranger, .drill, Self.drill("disk"), to: "disk")
            let (history, findings) = try place.read(trust: [own.signer.publicKey.description])
            #expect(history.confirmations.map(\.point) == [Self.id("a")])
            #expect(history.held(in: "disk") == [Self.run: [Self.id("a")]])
            #expect(history.pruned(for: "disk").isEmpty && history.drills.isEmpty)
            #expect(history.restoreRate(of: "disk") == nil)
            #expect(findings.contains { $0.code == "evidence.signer-untrusted" && $0.severity == .error })
            // Without pins everybody counts, and that is said.
            let open = try place.read(trust: [])
            #expect(open.history.pruned(for: "disk") == [Self.id("a")] && open.history.drills.count == 1)
            #expect(open.findings.contains { $0.code == "evidence.signer-not-pinned" })
        }
    }

    @Test("pins that are no keys trust nobody")
    func invalidPins() throws {
        try Scene.with { scene in
            let place = try Place(scene)
            try place.write(try place.ledger("own"), .prune, Self.prune("disk", "a"), to: "disk")
            let (history, findings) = try place.read(trust: ["ed25519:nonsense"])
            #expect(history.pruned(for: "disk").isEmpty)
            #expect(findings.contains { $0.code == "evidence.trust-invalid" })
        }
    }

    @Test("two different records in one place are told")
    func forked() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            let place = try Place(scene)
            let (one, two) = (try place.ledger("one", key: "key"), try place.ledger("two", key: "key"))
            try place.write(one, .prune, Self.prune("disk", "a"), to: "disk")
            try place.write(two, .prune, Self.prune("disk", "b"), to: "copy")
            let trust = [one.signer.publicKey.description]
            let told = try place.read(trust: trust).findings.filter { $0.code == "evidence.forked" }
            #expect(told.count == 1 && told.first?.path == "\(one.signer.id)/1")
        }
    }

    @Test("a ledger that cannot be read is told, and the others count")
    func unreadable() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            let place = try Place(scene)
            try place.write(try place.ledger("own"), .drill, Self.drill("disk"), to: "disk")
            // A file stands where the records' directory would be.
            try Directory("\(scene.path)/copy").write([1], to: FileName("evidence"), replacing: true)
            let (history, _) = try place.read(trust: [])
            #expect(history.drills.count == 1)
        }
    }

    @Test("records from the future do not count, beyond what clocks may differ by")
    func future() {
        let items = [
            Self.item(1, .prune, Self.prune("disk", "a"), ago: -ClockSkew.tolerance),
            Self.item(2, .prune, Self.prune("disk", "b"), ago: -ClockSkew.tolerance - 1),
        ]
        let history = EvidenceHistory(items, now: Self.now)
        #expect(history.pruned(for: "disk") == [Self.id("a")])
        #expect(history.findings.map(\.code) == ["evidence.from-the-future"])
    }

    @Test("a prune elsewhere excuses what never arrived, and not what a tier was known to hold")
    func pruned() {
        let items = [
            Self.item(1, .protect, Self.protect("copy", Self.held("a"))),
            Self.item(2, .prune, Self.prune("disk", "a")), Self.item(3, .prune, Self.prune("disk", "b")),
        ]
        let history = EvidenceHistory(items, now: Self.now)
        #expect(history.pruned(for: "disk") == [Self.id("a"), Self.id("b")])
        #expect(history.pruned(for: "copy") == [Self.id("b")])
    }

    @Test("a point that is held and not confirmed is known, and stands for nothing")
    func unconfirmed() {
        let items = [
            Self.item(1, .protect, Self.protect("disk", Self.held("a")), ago: 900),
            Self.item(2, .protect, Self.protect("disk", Self.held("b", confirmed: false))),
        ]
        let history = EvidenceHistory(items, now: Self.now)
        #expect(history.held(in: "disk") == [Self.run: [Self.id("a"), Self.id("b")]])
        #expect(history.confirmation(of: Self.id("a"), in: "disk")?.time == Self.now.adding(seconds: -1000))
        #expect(history.confirmation(of: Self.id("b"), in: "disk") == nil)
        #expect(history.confirmations.map(\.isOfWholeTier) == [true, false])
    }

    @Test("what was cut short, or passed an experiment over, says nothing of the whole tier")
    func cutShort() {
        let whole = Self.protect("disk", Self.held("a"))
        let failed: JSON = [["code": "protect.experiment-failed"]]
        let bodies = [whole, whole.with("stopped", "interrupted"), whole.with("findings", failed)]
        let items = bodies.enumerated().map { Self.item($0.offset + 1, .protect, $0.element) }
        let history = EvidenceHistory(items, now: Self.now)
        #expect(history.confirmations.map(\.isOfWholeTier) == [true, false, false])
    }

    @Test("the speed of a restore is that of the newest drill that passed")
    func rate() {
        let items = [
            Self.item(1, .drill, Self.drill("disk"), ago: 900),
            Self.item(2, .drill, Self.drill("disk", verdict: "failed")),
        ]
        #expect(EvidenceHistory(items, now: Self.now).restoreRate(of: "disk") == 500)
        #expect(EvidenceHistory(items, now: Self.now).restoreRate(of: "copy") == nil)
    }
}
