import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// What a vault says of numbers and times keeps nobody from publishing.
@Suite("Hostile numbers and times")
struct HostilePointTests {
    private static let last = VaultFormat.countLimit

    /// Puts a point into the vault that follows the newest one, changed as an attacker would.
    private static func forge(_ scene: Scene, _ change: (inout Manifest) -> Void) throws -> PointID {
        let newest = try scene.newest()
        var manifest = newest.manifest
        manifest.parent = newest.id
        manifest.sequence += 1
        change(&manifest)
        return try scene.vault().publish(manifest).id
    }

    private static func time(_ text: String) -> Timestamp { Timestamp(text) ?? Points.start }

    private static func protect(_ scene: Scene, _ text: String) throws -> ProtectResult {
        try Files(scene.source).put("a", text)
        return try scene.protect()
    }

    @Test("numbers grow by one and stop at their end; times follow the parent unless nobody believes it")
    func rules() {
        var manifest = Points.make(1).manifest
        let now = Points.start
        #expect(manifest.nextSequence == 2 && manifest.canBeFollowed(at: now))
        manifest.sequence = Self.last - 1
        #expect(manifest.nextSequence == Self.last)
        manifest.sequence = Self.last
        #expect(manifest.nextSequence == Self.last && manifest.canBeFollowed(at: now))
        manifest.created = Self.time("9999-12-31T23:59:59.999Z")
        #expect(!manifest.canBeFollowed(at: now))
        #expect(Manifest.label(at: now, after: nil) == now)
        #expect(Manifest.label(at: now, after: now.adding(seconds: -1)) == now)
        #expect(Manifest.label(at: now, after: now) == now.adding(seconds: 0.001))
        let hour = now.adding(seconds: 3600)
        #expect(Manifest.label(at: now, after: hour) == hour.adding(seconds: 0.001))
        #expect(Manifest.label(at: now, after: now.adding(seconds: 86_401)) == now)
        for end in [Int64.min, Int64.max] {
            let label = Manifest.label(at: now, after: Timestamp(milliseconds: end))
            #expect(label == now)
        }
    }

    @Test("the highest number: later points are published, read, and newer by their times")
    func sequence() throws {
        try Scene.with { scene in
            _ = try Self.protect(scene, "one")
            let forged = try Self.forge(scene) { $0.sequence = Self.last }
            for text in ["two", "three"] {
                #expect(try Self.protect(scene, text).isGood)
                #expect(try scene.text("a", in: scene.newest()) == text)
            }
            let points = try scene.points()
            #expect(points.map(\.manifest.sequence) == [Self.last, Self.last, Self.last, 1])
            #expect(points[1].manifest.parent == forged)
            // What is unchanged is found unchanged.
            #expect(try scene.protect().tiers[0].published.isEmpty)
        }
    }

    @Test("a point from the year 9999 dates no later one, and the skew is said")
    func year() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            _ = try Self.protect(scene, "one")
            let end = Self.time("9999-12-31T23:59:59.999Z")
            _ = try Self.forge(scene) { $0.created = end }
            let result = try Self.protect(scene, "two")
            #expect(result.isGood && result.findings.map(\.code) == ["clock.skew"])
            #expect(result.findings.first?.path == "disk" && result.findings.first?.severity == .warning)
            let newest = try scene.newest()
            #expect(newest.manifest.sequence == 3 && newest.manifest.created <= scene.clock.now())
            #expect(try scene.text("a", in: newest) == "two")
            #expect(try scene.newest("copy").id == newest.id)
        }
    }

    @Test("the highest number and a time nobody believes: points go on, are told as hidden, and come back")
    func hidden() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            _ = try Self.protect(scene, "one")
            let good = try scene.newest()
            let forged = try Self.forge(scene) {
                $0.sequence = Self.last
                $0.created = Self.time("9999-01-01T00:00:00Z")
            }
            let result = try Self.protect(scene, "two")
            #expect(result.findings.map(\.code) == ["vault.sequence-end", "clock.skew"] && !result.isGood)
            #expect(result.tiers.allSatisfy { $0.published.count == 1 })
            // It is not taken for new work every time, and it is not spread.
            #expect(try scene.protect().tiers.allSatisfy { $0.published.isEmpty })
            #expect(try scene.points("copy").map(\.manifest.sequence) == [2, 1])
            let key = try #require(try scene.points().first { $0.id == forged }).reference.key
            #expect(result.findings[0].message.contains(key))
            try scene.vault().store.delete(key, unlessWrittenSince: nil)
            #expect(try scene.text("a", in: scene.newest()) == "two")
            #expect(try scene.newest().manifest.parent == good.id)
            #expect(try Self.protect(scene, "three").isGood)
            #expect(try scene.newest().manifest.sequence == 3)
        }
    }

    @Test("a finding for each host that is ahead, by its most advanced point")
    func skew() {
        let now = Points.start
        let points = [
            Points.make(1, host: "a"), Points.make(1000, run: 2, host: "b"),
            Points.make(2000, run: 2, host: "b"),
        ]
        let findings = ClockSkew.findings(points, in: "disk", now: now)
        #expect(findings.map(\.code) == ["clock.skew"])
        #expect(findings[0].message.contains("2 points of b") && findings[0].message.contains("33m 20s"))
        #expect(ClockSkew.findings(points, in: "disk", now: now.adding(seconds: 1701)).isEmpty)
    }
}
