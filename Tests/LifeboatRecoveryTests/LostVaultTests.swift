import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("A vault that was here before")
struct LostVaultTests {
    /// A protected run in two tiers, and then the first tier's directory is as a disk that is not mounted
    /// leaves it: there, and empty.
    private static func withLostTier(_ body: (inout Scene) throws -> Void) throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            try Files(scene.source).put("notes", "one")
            try scene.protect()
            try Directory("\(scene.path)/disk").removeContents()
            try body(&scene)
        }
    }

    private static func make(_ scene: Scene, anew: Set<String>) throws -> [Finding] {
        let time = scene.clock.now()
        let registry = try scene.state.vaults
        var random = SystemRandomNumberGenerator()
        return try TierVault.makeAll(
            scene.policy,
            registry: registry,
            stores: DirectoryStores(),
            anew: anew,
            at: time,
            using: &random
        ).findings
    }

    @Test("is never made anew by a protect: the tier is unreachable, and the error says what to do")
    func unmounted() throws {
        try Self.withLostTier { scene in
            let result = try scene.protect()
            #expect(result.findings.map(\.code) == ["tier.unreachable", "protect.tier-unfed"])
            let finding = try #require(result.findings.first)
            #expect(finding.path == "\(scene.path)/disk" && finding.message.contains("tier disk"))
            #expect(finding.hint.contains("Is its disk mounted?"))
            #expect(finding.hint.contains("`lifeboat vault init disk`"))
            #expect(result.tiers.isEmpty)
            #expect(try Directory("\(scene.path)/disk").names().isEmpty)
        }
    }

    @Test("a directory that is gone too is not made")
    func directoryGone() throws {
        try Self.withLostTier { scene in
            try Directory(scene.path).removeDirectory(FileName("disk"))
            #expect(try scene.protect().findings.map(\.code) == ["tier.unreachable", "protect.tier-unfed"])
            #expect(try Directory(scene.path).facts(FileName("disk")) == nil)
        }
    }

    @Test("a lower tier that is gone keeps the first from nothing")
    func lowerTier() throws {
        try Self.withLostTier { scene in
            scene.tiers = ["disk", "copy", "far"]
            #expect(try Self.make(scene, anew: ["disk"]).isEmpty)
            try scene.protect()
            try Directory("\(scene.path)/copy").removeContents()
            try Files(scene.source).put("notes", "two")
            let result = try scene.protect()
            #expect(result.findings.map(\.code) == ["tier.unreachable", "protect.tier-unfed"])
            #expect(result.tiers.map(\.tier) == ["disk"] && result.tiers[0].held.allSatisfy(\.isNew))
        }
    }

    @Test("is made anew where the tier is named, of the same set, and only there")
    func anew() throws {
        try Self.withLostTier { scene in
            let set = try scene.vault("copy").marker.set
            #expect(try Self.make(scene, anew: ["copy"]).map(\.code) == ["tier.unreachable"])
            #expect(try Self.make(scene, anew: ["disk"]).isEmpty)
            #expect(try scene.vault("disk").marker.set == set)
            #expect(try scene.protect().isGood)
            #expect(try scene.points("disk").count == 1)
        }
    }

    @Test("the only vault is made anew of its old set")
    func onlyVault() throws {
        try Scene.with { scene in
            try Files(scene.source).put("notes", "one")
            try scene.protect()
            let set = try scene.vault().marker.set
            try Directory("\(scene.path)/disk").removeContents()
            #expect(try Self.make(scene, anew: ["disk"]).isEmpty)
            #expect(try scene.vault().marker.set == set)
        }
    }

    @Test("another vault in its place is not written into before the tier is named")
    func another() throws {
        try Self.withLostTier { scene in
            // What an earlier protect left below the mount point.
            let stray = VaultMarker(set: "other", created: Timestamp(milliseconds: 1_795_000_000_000))
            let store = try scene.vault("copy").store
            let text = String(decoding: try store.get(VaultFormat.markerKey, limit: 1 << 16), as: UTF8.self)
            let marker = try JSON.parse(text: text).with("set", .string(stray.set))
                .with("created", .string(stray.created.description))
            try Files("\(scene.path)/disk").put(VaultFormat.markerKey, marker.canonical)
            let finding = try #require(try scene.protect().findings.first)
            #expect(finding.code == "tier.unreachable" && finding.path == "\(scene.path)/disk")
            #expect(finding.message.contains("another vault") && finding.hint.contains("vault init disk"))
            #expect(try scene.points("disk").isEmpty)
            #expect(try Self.make(scene, anew: ["disk"]).isEmpty)
            #expect(try scene.vault("disk").marker == stray)
            #expect(try scene.protect().isGood)
        }
    }

    @Test("without local state a first use makes the vault")
    func freshNode() throws {
        try Self.withLostTier { scene in
            try Directory("\(scene.path)/state").removeContents()
            let set = try scene.vault("copy").marker.set
            #expect(try scene.protect().isGood)
            #expect(try scene.vault("disk").marker.set == set)
            #expect(try scene.points("disk").count == 1)
        }
    }

    @Test("notice keeps what is known of an address, remember replaces it")
    func registry() throws {
        try Scene.with { scene in
            try Files(scene.source).put("notes", "one")
            try scene.protect()
            let registry = try scene.state.vaults
            let first = try scene.vault()
            let before = [first.address: KnownVault(first.marker)]
            #expect(try registry.all() == before)
            try Directory("\(scene.path)/disk").removeContents()
            scene.clock = ManualClock(Timestamp(milliseconds: 1_900_000_000_000))
            let second = try Vault(making: first.store, set: "other", at: scene.clock.now())
            try registry.notice([(second.address, second.marker)])
            try registry.published("a", 3, to: [(second.address, second.marker)])
            #expect(try registry.all() == before)
            try registry.published("a", 3, to: [(first.address, first.marker)])
            try registry.published("a", 2, to: [(first.address, first.marker)])
            #expect(try registry.all() == [first.address: KnownVault(first.marker, published: ["a": 3])])
            try registry.remember([(second.address, second.marker)])
            #expect(try registry.all() == [second.address: KnownVault(second.marker)])
        }
    }

    @Test("a registry that cannot be read stops a protect and is named")
    func damagedRegistry() throws {
        try Scene.with { scene in
            try Files(scene.source).put("notes", "one")
            try scene.protect()
            try Files(try scene.state.path).put("vaults.json", "{\"vaults\":[{}]}")
            let error = #expect(throws: LifeboatError.self) { try scene.protect() }
            #expect(error?.code == .corrupt && error?.path?.hasSuffix("/state/vaults.json") == true)
        }
    }

    @Test("a file of local state with another schema is not taken for this one")
    func otherSchema() throws {
        try Scene.with { scene in
            let path = try scene.state.path
            for (name, body) in [
                ("vaults", "\"vaults\":[]"), ("runs", "\"runs\":[]"), ("damage", "\"vaults\":{}"),
            ] { try Files(path).put("\(name).json", "{\"schema\":\"lifeboat.\(name)/9\",\(body)}") }
            let state = try scene.state
            for read in [
                { _ = try state.vaults.all() }, { _ = try state.damage.all() },
                { _ = try state.registry.run(of: Origin(path: "/a", inode: 1, birth: 2)) },
            ] {
                let error = #expect(throws: LifeboatError.self) { try read() }
                #expect(error?.code == .corrupt && error?.message.contains("/9") == true)
            }
        }
    }

    @Test("a feeder that is away: another tier is proposed only where there is one above")
    func unfed() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy", "far"]
            try Files(scene.source).put("notes", "one")
            try scene.protect()
            for (away, hasOther) in [("disk", false), ("copy", true)] {
                try Directory(scene.path).rename(FileName(away), to: FileName("away"))
                let finding = try scene.protect().findings.first { $0.code == "protect.tier-unfed" }
                #expect(try #require(finding).hint.contains("from:") == hasOther)
                try Directory(scene.path).rename(FileName("away"), to: FileName(away))
            }
        }
    }
}
