import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Tiers")
struct TierTests {
    private static func contents(_ scene: Scene, _ tier: String, _ prefix: String) throws -> [String: Digest]
    {
        let store = try scene.vault(tier).store
        return try store.list(prefix).reduce(into: [:]) { all, facts in
            all[facts.key] = Hasher256.digest(of: try store.get(facts.key, limit: 64 << 20))
        }
    }

    private static func makeFiles(_ scene: Scene, rounds: Int = 1) throws {
        let files = try Files(scene.source)
        for round in 0..<rounds {
            for run in ["one", "two"] {
                try files.put("\(run)/args.yaml", "args of \(run)")
                try files.put("\(run)/weights/large", [UInt8](repeating: UInt8(round), count: 1_500_000))
                try files.put("\(run)/notes", "\(run) \(round)")
            }
            try scene.protect()
        }
    }

    @Test("lower tiers hold the same points, byte for byte, and what these need")
    func identical() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy", "far"]
            try Self.makeFiles(scene, rounds: 3)
            let points = try Self.contents(scene, "disk", "points/")
            #expect(points.count == 6)
            for tier in ["copy", "far"] {
                #expect(try Self.contents(scene, tier, "points/") == points)
                #expect(
                    try Self.contents(scene, tier, "objects/") == Self.contents(scene, "disk", "objects/")
                )
                #expect(try scene.damage(tier).isEmpty)
                #expect(try scene.vault(tier).marker.set == scene.vault("disk").marker.set)
            }
            let again = try scene.protect()
            #expect(again.isGood && again.tiers.map(\.bytesRead) == [0, 0, 0])
            #expect(
                again.tiers.map { $0.held.count } == [2, 2, 2] && again.tiers.allSatisfy { $0.skipped == 2 }
            )
        }
    }

    @Test("objects and manifests that a lower tier lost or has cut off are mended by the next protect")
    func mended() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            try Self.makeFiles(scene, rounds: 2)
            let store = try scene.vault("copy").store
            let keys = try store.list("objects/").map(\.key)
            try store.delete(keys[0], unlessWrittenSince: nil)
            try store.put(keys[1], [1, 2, 3], .replacing)
            let manifests = try store.list("points/").map(\.key)
            try store.put(manifests[0], [0x7B], .replacing)
            try store.delete(manifests[1], unlessWrittenSince: nil)
            #expect(try !scene.damage("copy").isEmpty)
            #expect(try scene.protect().isGood)
            #expect(try scene.damage("copy").isEmpty)
            #expect(try Self.contents(scene, "copy", "") == Self.contents(scene, "disk", ""))
        }
    }

    @Test("an object with changed bytes is found by a check, and mended once it is deleted")
    func changedBytes() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            try Self.makeFiles(scene)
            let store = try scene.vault("copy").store
            let facts = try #require(try store.list("objects/").first)
            try store.put(facts.key, [UInt8](repeating: 0x5A, count: facts.size), .replacing)
            let found = try scene.damage("copy")
            #expect(found.allSatisfy { $0.severity == .error } && !found.isEmpty)
            try store.delete(facts.key, unlessWrittenSince: nil)
            try scene.protect()
            #expect(try scene.damage("copy").isEmpty)
        }
    }

    @Test("an object that the first tier lost is written again from the source")
    func mendedFromSource() throws {
        try Scene.with { scene in
            try Self.makeFiles(scene)
            let store = try scene.vault().store
            for facts in try store.list("objects/") where facts.size > 1_000_000 {
                try store.delete(facts.key, unlessWrittenSince: nil)
            }
            #expect(try !scene.damage().isEmpty)
            #expect(try scene.protect().isGood)
            #expect(try scene.damage().isEmpty)
        }
    }

    @Test("one damaged point of the feeder keeps no other from being copied")
    func damagedFeeder() throws {
        try Scene.with { scene in
            scene.tiers = ["disk"]
            try Self.makeFiles(scene, rounds: 1)
            let old = try scene.newest()
            let store = try scene.vault().store
            let listing = try #require(old.manifest.listings.first)
            let key = VaultFormat.objectKey(listing.name)
            try store.put(key, [UInt8](repeating: 0x20, count: listing.length), .replacing)
            let files = try Files(scene.source)
            for run in ["one", "two"] { try files.put("\(run)/notes", "new") }
            scene.tiers = ["disk", "copy"]
            let result = try scene.protect()
            #expect(!result.isGood)
            #expect(result.findings.map(\.code) == ["protect.copy-failed"])
            #expect(try scene.points("copy").count == 3)
            #expect(try scene.damage("copy").isEmpty)
            #expect(result.tiers[1].held.count == 2 && result.tiers[1].held.allSatisfy(\.isNew))
        }
    }

    @Test("a feeder that is away is a finding, and the tiers that are there go on")
    func missingFeeder() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "away/vault", "last"]
            try Self.makeFiles(scene)
            let result = try scene.protect()
            #expect(result.findings.map(\.code) == ["tier.unreachable", "protect.tier-unfed"])
            #expect(result.tiers.map(\.tier) == ["disk"])
            #expect(try scene.points().count == 2)
            _ = try Directory.make("\(scene.path)/away")
            #expect(try scene.protect().isGood)
            #expect(try scene.points("last").count == 2)
        }
    }

    @Test("no tier confirms a point that it does not hold")
    func confirmsNothing() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy", "far"]
            try Self.makeFiles(scene)
            for run in ["one", "two"] { try Files(scene.source).put("\(run)/notes", "new") }
            let path = scene.path
            // The middle tier takes no object: the last one is fed by it and gets nothing.
            scene.wrap = { store in
                FaultyStore(store) { call in
                    let isRefused = store.address == "\(path)/copy" && call.method == .put
                    return isRefused ? (FaultyStore.fault, .before) : nil
                }
            }
            let result = try scene.protect()
            #expect(!result.isGood)
            #expect(result.tiers.map { $0.held.count } == [2, 0, 0])
            scene.wrap = { $0 }
            let mended = try scene.protect()
            #expect(mended.isGood && mended.tiers.map { $0.held.count } == [2, 2, 2])
        }
    }

    @Test("what a tier cannot read is said by every protect")
    func unreadable() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            try Self.makeFiles(scene)
            try scene.vault("disk").store.put("points/x", [1], .ifAbsent)
            try scene.vault("copy").store.put("points/y", [1], .ifAbsent)
            let codes = try scene.protect().findings.map { "\($0.code) \($0.path.suffix(8))" }
            #expect(codes == ["vault.stranger points/x", "vault.stranger points/y"])
        }
    }

    @Test("an experiment that another process protects is busy, and the exit code says so")
    func busy() throws {
        try Scene.with { scene in
            try Self.makeFiles(scene)
            try Files(scene.source).put("one/notes", "new")
            let lock = try scene.state.lock("\(scene.source)/one", purpose: "protecting one")
            let error = #expect(throws: LifeboatError.self) { try scene.protect() }
            #expect(error?.code.exitStatus == 75)
            withExtendedLifetime(lock) {}
        }
    }

    @Test("an experiment that fails keeps no other back")
    func oneFails() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            for name in ["a/args.yaml", "a/weights/x", "b/args.yaml", "b/weights/x"] {
                try files.put(name, name)
            }
            scene.wrap = { store in
                FaultyStore.failing(1, of: [.put], keys: "objects/", on: store)
            }
            let result = try scene.protect()
            #expect(result.findings.map(\.code) == ["protect.experiment-failed"])
            #expect(try scene.points().map(\.manifest.experiment) == ["src/b"])
        }
    }

    @Test("a file that may not be read is left out and said, and the point is incomplete")
    func unreadableFile() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            for name in ["a", "secret", "large secret", "model.pt", "dir/inside"] {
                try files.put(name, name)
            }
            try files.put("large secret", [UInt8](repeating: 1, count: 1_200_000))
            for name in ["secret", "large secret", "model.pt"] { try files.setMode(name, 0o000) }
            try files.setMode("dir", 0o000)
            defer { try? files.setMode("dir", 0o755) }
            try Attributes.setPermissions(Directory(scene.path).descriptor, 0o777)
            let result = try withoutPrivilege { try scene.protect() }
            #expect(result.findings.map(\.code) == Array(repeating: "capture.unreadable", count: 4))
            #expect(
                Set(result.findings.map(\.path)) == [
                    "src/secret", "src/large secret", "src/model.pt", "src/dir",
                ]
            )
            let point = try scene.newest()
            #expect(point.manifest.state == .incomplete && point.manifest.files == 1)
            #expect(point.manifest.findings.count == 4)
            #expect(try scene.text("a", in: point) == "a")
        }
    }

    @Test("a cancelled protect is interrupted, publishes nothing half, and the next one completes")
    func cancelled() throws {
        try Scene.with { scene in
            try Self.makeFiles(scene)
            for run in ["one", "two"] { try Files(scene.source).put("\(run)/notes", "new") }
            let cancellation = Cancellation()
            scene.wrap = { store in
                FaultyStore(store) { call in
                    if call.method == .put { cancellation.cancel() }
                    return nil
                }
            }
            let error = #expect(throws: LifeboatError.self) { try scene.protect(cancellation) }
            #expect(error?.code == .interrupted)
            #expect(try scene.damage().isEmpty)
            scene.wrap = { $0 }
            #expect(try scene.protect().isGood)
            #expect(try scene.points().count == 4)
        }
    }

    @Test("retention of a tier keeps old points from being copied to it again")
    func retention() throws {
        try Scene.with { scene in
            scene.tiers = ["disk"]
            try Self.makeFiles(scene, rounds: 4)
            scene.tiers = ["disk", "copy"]
            scene.retention = Retention(keepLast: 2, keepBest: false)
            #expect(try scene.protect().isGood)
            #expect(try scene.points().count == 8 && scene.points("copy").count == 4)
            #expect(try Set(scene.points("copy").map(\.manifest.sequence)) == [3, 4])
            #expect(try scene.protect().tiers[1].bytesRead == 0)
        }
    }
}
