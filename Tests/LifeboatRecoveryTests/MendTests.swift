import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Mending what a check found")
struct MendTests {
    /// Two rounds of a run in the given tiers: what only the older point needs is no more in the source.
    private static func withPoints(_ tiers: [String], _ body: (inout Scene) throws -> Void) throws {
        try Scene.with { scene in
            scene.tiers = tiers
            for round in 0..<2 {
                try Files(scene.source).put("large", [UInt8](repeating: UInt8(round), count: 1_500_000))
                try Files(scene.source).put("notes", "round \(round)")
                try scene.protect()
            }
            try body(&scene)
        }
    }

    /// Changes one byte of every object, so that each keeps its length.
    private static func corrupt(_ scene: Scene, _ tier: String) throws {
        let store = try scene.vault(tier).store
        for facts in try store.list("objects/") {
            var bytes = try store.get(facts.key, limit: 64 << 20)
            bytes[0] ^= 0x20
            try store.put(facts.key, bytes, .replacing)
        }
    }

    /// What the verb does: checks everything and notes it for the next protect.
    @discardableResult
    private static func check(_ scene: Scene, _ tier: String, lost: Set<PointID> = []) throws -> VaultCheck {
        let vault = try scene.vault(tier)
        let check = try VaultCheck(
            vault,
            readingData: true,
            workers: Workers(width: 2),
            progress: SilentProgress(),
            cancellation: Cancellation()
        )
        let damage = check.damage.union(VaultDamage(points: lost))
        try scene.state.damage.change(vault.address) { _ in damage }
        return check
    }

    @Test("every object of a tier, changed in place, comes back from the other", arguments: ["disk", "copy"])
    func fromAnotherTier(_ tier: String) throws {
        try Self.withPoints(["disk", "copy"]) { scene in
            try Self.corrupt(scene, tier)
            // Listings cannot be read: what they lead to is found by the check after the first protect.
            for _ in 0..<2 {
                #expect(try !Self.check(scene, tier).isGood)
                #expect(try scene.protect().findings.isEmpty)
            }
            #expect(try scene.damage(tier).isEmpty)
            #expect(try scene.state.damage.all().isEmpty)
        }
    }

    @Test("what the source still has comes from there, and what is lost is said until it is noted no more")
    func fromSource() throws {
        try Self.withPoints(["disk"]) { scene in
            let store = try scene.vault().store
            for facts in try store.list("objects/") where facts.size == 1_500_000 {
                try store.put(facts.key, [UInt8](repeating: 7, count: facts.size), .replacing)
            }
            #expect(try Self.check(scene, "disk").damage.objects.count == 2)
            for _ in 0..<2 {
                let result = try scene.protect()
                #expect(!result.isGood && result.findings.map(\.code) == ["protect.not-mended"])
                #expect(result.findings.first?.message.contains("lacks 1 object that") == true)
            }
            #expect(try scene.damage().count == 1)
            #expect(try scene.state.damage.all().values.map(\.objects.count) == [1])
            #expect(try scene.text("large", in: scene.newest())?.utf8.allSatisfy { $0 == 1 } == true)
        }
    }

    @Test("what stands in the way of an object is told, and keeps nothing else from being mended")
    func obstacle() throws {
        try Self.withPoints(["disk", "copy"]) { scene in
            try Self.corrupt(scene, "disk")
            let damaged = try #require(Self.check(scene, "disk").damage.objects.first).name.hex
            let vault = try scene.vault()
            let store = vault.store
            let object = try #require(store.list("objects/").map(\.key).first { $0.contains(damaged) })
            try store.delete(object, unlessWrittenSince: nil)
            let place = try Directory(vault.address)
            let obstacle = try place.makeDirectory(FileName(object), mode: 0o755)
            try obstacle.write([1], to: FileName("somebody's"), replacing: false)
            let result = try scene.protect()
            let told = try #require(
                result.findings.first { $0.code == "protect.not-mended" },
                "\(result.findings)"
            )
            #expect(!result.isGood && told.message.contains(object), "\(told.message)")
            #expect(!told.message.contains("no other tier"))
            try FileTree("\(vault.address)/\(object)").remove()
            #expect(try scene.protect().isGood)
            #expect(try vault.store.facts(object)?.size ?? 0 > 0)
        }
    }

    @Test("points whose manifests are gone from the first tier, or damaged, come back from the other")
    func points() throws {
        try Self.withPoints(["disk", "copy"]) { scene in
            let points = try scene.points("copy")
            let store = try scene.vault().store
            try store.delete(points[0].reference.key, unlessWrittenSince: nil)
            try store.put(points[1].reference.key, [0x7B], .replacing)
            let check = try Self.check(scene, "disk", lost: [points[0].id])
            #expect(check.damage.points == [points[1].id])
            #expect(try scene.protect().findings.filter { $0.severity == .error } == [])
            #expect(Set(try scene.points().map(\.id)).isSuperset(of: points.map(\.id)))
            #expect(try scene.damage().isEmpty && scene.state.damage.all().isEmpty)
        }
    }
}
