import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatRecovery
import LifeboatVault
import Testing

@testable import LifeboatPlan

@Suite("What a scenario leaves")
struct ScenarioChoiceTests {
    private func choice(
        _ scenario: Scenario,
        _ tiers: [TierState],
        before: Timestamp? = nil
    ) -> ScenarioChoice {
        ScenarioChoice(scenario, source: Samples.source, tiers: tiers, before: before, now: Samples.now)
    }

    private func directory(
        _ name: String,
        _ points: [Point],
        medium: String? = nil,
        device: UInt64? = nil,
        outlives: Bool? = nil
    ) -> TierState {
        TierState(
            tier: Tier(name: name, storage: .directory(path: "/\(name)"), medium: medium),
            address: "/\(name)",
            points: points,
            device: device,
            outlivesInstance: outlives
        )
    }

    @Test("an instance takes its directories along, unless something says that they outlive it")
    func instance() throws {
        let point = try Samples.point()
        #expect(choice(.instanceLoss, [directory("a", [point])]).tier == nil)
        #expect(choice(.instanceLoss, [directory("a", [point], medium: "nvme")]).tier == nil)
        #expect(
            choice(.instanceLoss, [directory("a", [point], medium: "persistent-disk")]).point?.id == point.id
        )
        #expect(choice(.instanceLoss, [directory("a", [point], medium: "sandisk")]).tier == nil)
        #expect(choice(.instanceLoss, [directory("a", [point], medium: "SAN")]).tier != nil)
        #expect(choice(.instanceLoss, [directory("a", [point], outlives: true)]).point?.id == point.id)
        #expect(choice(.instanceLoss, [directory("a", [point], medium: "nfs", outlives: false)]).tier == nil)
        // What lies on the disk of the run goes with it, whatever is stated.
        #expect(choice(.instanceLoss, [directory("a", [point], medium: "nfs", device: 1)]).tier == nil)
        #expect(choice(.instanceLoss, Samples.tiers(disk: [point], s3: [point])).tier?.tier.name == "s3")
    }

    @Test("the ready policies that mean to survive the node do", arguments: ["single-node", "two-regions"])
    func ready(_ name: String) throws {
        let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let file = "/\(path)/policies/\(name).yaml"
        let reading = PolicyReader.read(
            bytes: try Descriptor.reading(file).contents(limit: 1 << 20),
            file: file,
            environment: [:],
            home: "/home/me",
            baseDirectory: "/",
            capabilities: .complete
        )
        let point = try Samples.point()
        let states = try reading.get().tiers.map {
            TierState(tier: $0, address: $0.address, points: [point], device: nil, outlivesInstance: nil)
        }
        #expect(choice(.instanceLoss, states).tier != nil)
    }

    @Test("a disk takes what is on it, and what nothing tells to be elsewhere")
    func disk() throws {
        let point = try Samples.point()
        #expect(choice(.diskLoss, [directory("a", [point], device: 2)]).point?.id == point.id)
        #expect(choice(.diskLoss, [directory("a", [point], device: 1)]).tier == nil)
        #expect(choice(.diskLoss, [directory("a", [point])]).tier == nil)
        let names = choice(.diskLoss, Samples.tiers(disk: [point])).destroyed.map(\.name)
        #expect(names == ["source"])
    }

    @Test("a bucket takes every tier that is in it")
    func bucket() throws {
        let point = try Samples.point()
        let all = choice(.bucketLoss, Samples.tiers(disk: [point], s3: [point], replica: [point]))
        #expect(all.destroyed.map(\.name) == ["s3"])
        #expect(all.tier?.tier.name == "disk")
        let second = TierState(
            tier: Tier(name: "packs", storage: .s3(ObjectStoreSettings(url: "s3://my-yolo-backup/packs"))),
            address: "s3://my-yolo-backup/packs",
            points: [point]
        )
        let both = choice(.bucketLoss, Samples.tiers(s3: [point]) + [second])
        #expect(both.destroyed.map(\.name) == ["s3", "packs"])
        #expect(both.tier == nil)
    }

    @Test("a region takes what is in it")
    func region() throws {
        let point = try Samples.point()
        let left = choice(.regionLoss, Samples.tiers(disk: [point], s3: [point], replica: [point]))
        #expect(left.survivors == ["replica"])
        #expect(left.tier?.tier.name == "replica")
    }

    @Test("an intruder reaches what the node reaches")
    func intruder() throws {
        let old = try Samples.point(epoch: 10, sequence: 2, minutesAgo: 300)
        let new = try Samples.point(epoch: 40, sequence: 6, minutesAgo: 5)
        let tiers = Samples.tiers(disk: [new, old], s3: [new, old], replica: [new, old])
        let unknown = choice(.ransomware, tiers)
        #expect(unknown.tier?.tier.name == "replica")
        #expect(unknown.point?.id == new.id)
        #expect(unknown.findings.map(\.code) == ["plan.time-unknown"])
        let known = choice(.ransomware, tiers, before: Samples.now.adding(seconds: -3600))
        #expect(known.point?.id == old.id)
        #expect(known.findings.isEmpty)
    }

    @Test("a key takes the tiers that need it")
    func key() throws {
        let point = try Samples.point()
        let encryption = ObjectStoreEncryption(sse: "aws:kms", key: "alias/train")
        let settings = ObjectStoreSettings(url: "s3://b/v", encryption: encryption)
        let tier = TierState(
            tier: Tier(name: "kms", storage: .s3(settings)),
            address: "s3://b/v",
            points: [point]
        )
        #expect(choice(.keyLoss, [tier]).tier == nil)
        #expect(choice(.keyLoss, [tier] + Samples.tiers(replica: [point])).tier?.tier.name == "replica")
    }

    @Test("the newest good point wins, and of equal ones the nearest tier")
    func best() throws {
        let old = try Samples.point(epoch: 10, sequence: 2, minutesAgo: 60)
        let new = try Samples.point(epoch: 40, sequence: 6, minutesAgo: 5)
        let torn = try Samples.point(epoch: 41, sequence: 7, minutesAgo: 1, verdict: "UNUSABLE")
        let farther = choice(.instanceLoss, Samples.tiers(s3: [torn, old], replica: [new, old]))
        #expect(farther.tier?.tier.name == "replica")
        #expect(farther.point?.id == new.id)
        #expect(farther.loss?.epochs == 3)
        #expect(farther.loss?.seconds == 240)
        #expect(farther.why.contains { $0.hasPrefix("s3 has only") })
        let equal = choice(.instanceLoss, Samples.tiers(s3: [old, new], replica: [new]))
        #expect(equal.tier?.tier.name == "s3")
        #expect(equal.why.contains { $0.contains("same point and is farther away") })
    }

    @Test("a bad checkpoint leads back to an earlier epoch, or to before a time")
    func bad() throws {
        let points = try (1...5).map {
            try Samples.point(epoch: $0 * 10, sequence: $0, minutesAgo: Double(60 - $0 * 10))
        }
        let again = try Samples.point(epoch: 50, sequence: 6, minutesAgo: 1)
        let tiers = Samples.tiers(disk: points + [again])
        #expect(choice(.badCheckpoint, tiers).point?.id == points[3].id)
        let time = Samples.now.adding(seconds: -35 * 60)
        #expect(choice(.badCheckpoint, tiers, before: time).point?.id == points[1].id)
        let torn = try Samples.point(epoch: 60, sequence: 7, minutesAgo: 0, verdict: "UNUSABLE")
        #expect(choice(.badCheckpoint, Samples.tiers(disk: points + [torn])).point?.id == points[4].id)
        let hostile = try Samples.point(epoch: 60, sequence: 7, minutesAgo: 0) {
            $0.training = $0.training.with("safety", "dangerous")
        }
        #expect(choice(.instanceLoss, Samples.tiers(s3: [points[4], hostile])).point?.id == points[4].id)
    }

    @Test("a bad checkpoint of a run that went back in epochs leads to the later epoch before it")
    func wentBack() throws {
        let old = try Samples.point(epoch: 3, sequence: 1, minutesAgo: 60)
        let new = try Samples.point(epoch: 0, sequence: 2, minutesAgo: 5)
        let found = choice(.badCheckpoint, Samples.tiers(disk: [new, old]))
        #expect(found.point?.id == old.id)
        #expect(found.why.contains { $0.hasPrefix("Points of epoch 1 are left out") })
        let unknown = try Samples.point(epoch: nil, sequence: 3, minutesAgo: 1)
        #expect(choice(.badCheckpoint, Samples.tiers(disk: [unknown, old])).point?.id == old.id)
        let none = choice(.badCheckpoint, Samples.tiers(disk: [new]))
        #expect(none.tier == nil)
        #expect(none.findings.first?.hint.contains("keepLast") == true)
        #expect(none.findings.first?.hint.contains("out of its reach") == false)
    }

    @Test("a tier that cannot be opened is no empty tier")
    func closed() throws {
        let old = try Samples.point(epoch: 3, sequence: 1)
        let away = TierState(
            tier: Tier(name: "away", storage: .directory(path: "/away"), medium: "nfs"),
            isReachable: false,
            points: []
        )
        let none = choice(.instanceLoss, [away])
        #expect(none.findings.first?.message.hasSuffix("; away cannot be opened") == true)
        #expect(none.findings.first?.hint.hasPrefix("Is away mounted?") == true)
        let some = choice(.instanceLoss, [away] + Samples.tiers(s3: [old]))
        #expect(some.why.contains("away cannot be opened; is it mounted?"))
    }

    @Test("the words of a medium that lasts are those that the document lists")
    func words() throws {
        let text = try Folders.text("\(Folders.package)/docs/policy.md")
        for word in ScenarioDamage.lasting { #expect(text.contains("`\(word)`"), "\(word)") }
    }

    @Test("no bucket, no key: what cannot happen is told")
    func impossible() {
        let directories = [Tier(name: "a", storage: .directory(path: "/a"))]
        let bucket = [Tier(name: "b", storage: .s3(ObjectStoreSettings(url: "s3://b/v")))]
        let encryption = ObjectStoreEncryption(sse: "aws:kms", key: "alias/train")
        let keyed = [
            Tier(name: "c", storage: .s3(ObjectStoreSettings(url: "s3://c/v", encryption: encryption)))
        ]
        #expect(Scenario.bucketLoss.impossibility(for: directories) != nil)
        #expect(Scenario.bucketLoss.impossibility(for: bucket) == nil)
        #expect(Scenario.keyLoss.impossibility(for: bucket) != nil)
        #expect(Scenario.keyLoss.impossibility(for: keyed) == nil)
        #expect(Scenario.diskLoss.impossibility(for: directories) == nil)
    }

    @Test("nothing left is said")
    func nothing() throws {
        let none = choice(.instanceLoss, Samples.tiers())
        #expect(none.tier == nil && none.point == nil && none.loss == nil)
        #expect(none.findings.map(\.code) == ["plan.nothing-survives"])
        #expect(none.json["tier"] == .null)
        #expect(PlanRequest(none, target: "/x", generated: Samples.now) == nil)
    }
}
