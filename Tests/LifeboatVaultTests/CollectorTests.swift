import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Synchronization
import Testing

@testable import LifeboatVault

@Suite("Collection")
struct CollectorTests {
    private static let grace = 7 * 86_400.0

    @discardableResult
    private static func collect(
        _ fixture: VaultFixture,
        dryRun: Bool = false,
        store: (any Store)? = nil
    ) throws -> CollectionResult {
        var random = SeededGenerator(seed: UInt64(bitPattern: fixture.clock.now().milliseconds))
        let vault = try store.map { try Vault(opening: $0) } ?? fixture.vault
        return try Collector(vault, clock: fixture.clock, graceSeconds: grace)
            .run(dryRun: dryRun, cancellation: Cancellation(), using: &random)
    }

    private static func keys(_ fixture: VaultFixture) throws -> [String] {
        try fixture.store.list("").map(\.key)
    }

    /// A vault whose second point is pruned: one object of it and its listing are left behind.
    private static func pruned() throws -> (fixture: VaultFixture, point: Point, dead: [String]) {
        let fixture = try VaultFixture()
        let point = try fixture.publish(["a": "kept"], sequence: 1)
        let kept = Set(try keys(fixture))
        fixture.clock.advance(seconds: 1)
        let other = try fixture.publish(["a": "kept", "b": "dead"], sequence: 2)
        try fixture.store.delete(other.reference.key, unlessWrittenSince: nil)
        fixture.clock.advance(seconds: 60)
        return (fixture, point, try keys(fixture).filter { !kept.contains($0) })
    }

    @Test("first it condemns, after the grace it deletes, and only what no point needs")
    func twoPhases() throws {
        let (fixture, _, dead) = try Self.pruned()
        let first = try Self.collect(fixture)
        #expect(first.condemned == 2 && first.waiting == 2 && first.deleted == 0 && first.referenced == 2)
        fixture.clock.advance(seconds: Self.grace - 1)
        let early = try Self.collect(fixture)
        #expect(early.condemned == 0 && early.waiting == 2 && early.deleted == 0)
        fixture.clock.advance(seconds: 1)
        let late = try Self.collect(fixture)
        #expect(late.deleted == 2 && late.waiting == 0 && late.bytesDeleted > 0)
        #expect(try Self.keys(fixture).filter { dead.contains($0) } == [])
        #expect(try fixture.codes() == [])
        #expect(try fixture.check().unreferenced == 0)
    }

    @Test("records do not pile up, and a vault without waste gets none")
    func records() throws {
        let clean = try VaultFixture()
        try clean.publish(["a": "1"])
        try Self.collect(clean)
        #expect(try clean.store.list("gc/").isEmpty)
        let (fixture, _, _) = try Self.pruned()
        for _ in 0..<3 {
            try Self.collect(fixture)
            fixture.clock.advance(seconds: 60)
            #expect(try fixture.store.list("gc/").count == 1)
        }
    }

    @Test("what a point needs again is spared")
    func referencedAgain() throws {
        let (fixture, _, _) = try Self.pruned()
        try Self.collect(fixture)
        try fixture.publish(["b": "dead"], sequence: 3)
        fixture.clock.advance(seconds: Self.grace)
        #expect(try Self.collect(fixture).deleted == 1)
        #expect(try fixture.codes() == [])
    }

    @Test("what was written again since is spared, and its grace begins anew")
    func rewritten() throws {
        let (fixture, _, dead) = try Self.pruned()
        try Self.collect(fixture)
        fixture.clock.advance(seconds: Self.grace - 60)
        let writer = try ObjectWriter(fixture.vault)
        let object = ObjectReference(digest: Hasher256.digest(of: "dead"), length: 4)
        #expect(!writer.holds(object))
        _ = try writer.store(Array("dead".utf8))
        #expect(writer.holds(object))
        fixture.clock.advance(seconds: 120)
        let result = try Self.collect(fixture)
        #expect(result.deleted == dead.count - 1 && result.waiting == 1)
        fixture.clock.advance(seconds: Self.grace)
        #expect(try Self.collect(fixture).deleted == 1)
    }

    @Test("what was written clearly after it was condemned is relied on, and the next collection spares it")
    func reliedOn() throws {
        let (fixture, _, _) = try Self.pruned()
        try Self.collect(fixture)
        let object = ObjectReference(digest: Hasher256.digest(of: "dead"), length: 4)
        for (wait, isHeld) in [(0.0, false), (5, false), (0.001, true)] {
            fixture.clock.advance(seconds: wait)
            let writer = try ObjectWriter(fixture.vault)
            _ = try writer.store(Array("dead".utf8))
            #expect(try ObjectWriter(fixture.vault).holds(object) == isHeld, "\(wait)")
        }
        // Relied on from here on, over the next collection, which condemns it anew.
        let writer = try ObjectWriter(fixture.vault)
        let tree = try VaultFixture.tree(["b": "dead"], with: writer)
        fixture.clock.advance(seconds: Self.grace)
        #expect(try Self.collect(fixture).deleted == 1)
        #expect(try ObjectInventory(fixture.vault).has(object))
        #expect(try !ObjectWriter(fixture.vault).holds(object))
        var manifest = Sample.manifest(sequence: 3, created: fixture.clock.now())
        manifest.listings = try TreeWriter.write(tree, with: writer)
        manifest.files = 1
        let error = #expect(throws: LifeboatError.self) {
            try writer.publish(manifest, objects: manifest.listings + tree.objects)
        }
        #expect(error?.code == .busy)
    }

    @Test("of several records that condemn an object the latest binds writers")
    func latestRecordBinds() throws {
        let (fixture, _, _) = try Self.pruned()
        try Self.collect(fixture)
        fixture.clock.advance(seconds: 60)
        _ = try ObjectWriter(fixture.vault).store(Array("dead".utf8))
        let object = ObjectReference(digest: Hasher256.digest(of: "dead"), length: 4)
        #expect(try ObjectWriter(fixture.vault).holds(object))
        let later = CollectionRecord(
            condemned: [object.name: fixture.clock.now()],
            at: fixture.clock.now(),
            nonce: 1
        )
        try fixture.store.put(later.key, later.json.canonical, .ifAbsent)
        #expect(try !ObjectWriter(fixture.vault).holds(object))
    }

    @Test("a dry run changes nothing and says what would be")
    func dryRun() throws {
        let (fixture, _, _) = try Self.pruned()
        let before = try fixture.store.list("")
        let first = try Self.collect(fixture, dryRun: true)
        #expect(first.condemned == 2 && first.waiting == 2 && first.deleted == 0)
        #expect(try fixture.store.list("") == before)
        try Self.collect(fixture)
        fixture.clock.advance(seconds: Self.grace)
        let told = try Self.collect(fixture, dryRun: true)
        let done = try Self.collect(fixture)
        #expect(told == done && done.deleted == 2)
    }

    @Test("nothing is deleted while a manifest or a listing cannot be read, or a stranger lies there")
    func unreadable() throws {
        let (fixture, point, dead) = try Self.pruned()
        try Self.collect(fixture)
        fixture.clock.advance(seconds: Self.grace)
        let listing = VaultFormat.objectKey(point.manifest.listings[0].name)
        let newer = Sample.manifest().json.with("requires", ["encryption"]).canonical
        let foreign = PointReference(
            run: Sample.run,
            created: VaultFixture.start,
            id: PointID(Hasher256.digest(of: newer))
        )
        let damages: [(MemoryStore) throws -> Void] = [
            { try $0.tamper(point.reference.key) { $0[0] = 0 } },
            { try $0.tamper(listing) { $0[3] ^= 1 } },
            { try $0.delete(listing, unlessWrittenSince: nil) },
            { try $0.put(point.reference.key + ".part", [1], .ifAbsent) },
            { try $0.put(foreign.key, newer, .ifAbsent) },
        ]
        for damage in damages {
            let copy = fixture.store.copy()
            try damage(copy)
            #expect(throws: LifeboatError.self) { try Self.collect(fixture, store: copy) }
            #expect(try Set(copy.list("objects/").map(\.key)).isSuperset(of: dead))
        }
        #expect(try Self.collect(fixture).deleted == 2)
    }

    @Test("a record that cannot be read stops writers and collectors, and says what to do")
    func unreadableRecord() throws {
        let (fixture, _, _) = try Self.pruned()
        try Self.collect(fixture)
        let key = try #require(try fixture.store.list("gc/").first?.key)
        try fixture.store.tamper(key) { $0.removeLast() }
        for body in [{ try Self.collect(fixture) }, { _ = try ObjectWriter(fixture.vault) }]
            as [() throws -> Void]
        {
            let error = #expect(throws: LifeboatError.self) { try body() }
            #expect(error?.code == .corrupt && error?.path?.hasSuffix(key) == true)
            #expect(error?.hint?.contains("Delete this file") == true)
        }
        #expect(try fixture.codes() == ["vault.gc-unreadable"])
        try fixture.store.delete(key, unlessWrittenSince: nil)
        #expect(try Self.collect(fixture).condemned == 2)
    }

    @Test("a record that needs an unknown feature is refused as unsupported")
    func newerRecord() throws {
        let fixture = try VaultFixture()
        for json in [
            ["schema": "lifeboat.gc/2", "requires": [], "condemned": [:]],
            ["schema": "lifeboat.gc/1", "requires": ["x"], "condemned": [:]],
        ] as [JSON] {
            try fixture.store.put("gc/1-1.json", json.canonical, .replacing)
            let error = #expect(throws: LifeboatError.self) { _ = try ObjectWriter(fixture.vault) }
            #expect(error?.code == .unsupported)
        }
    }

    @Test("strange names among the objects are left alone")
    func strangers() throws {
        let (fixture, _, dead) = try Self.pruned()
        let moved = "objects/zz/" + String(try #require(dead.first).suffix(64))
        try fixture.store.put(moved, [1], .ifAbsent)
        try fixture.store.put("objects/notes.txt", [1], .ifAbsent)
        try Self.collect(fixture)
        fixture.clock.advance(seconds: Self.grace)
        #expect(try Self.collect(fixture).deleted == 2)
        #expect(try Set(Self.keys(fixture)).isSuperset(of: [moved, "objects/notes.txt"]))
        #expect(try fixture.codes() == ["vault.stranger", "vault.stranger"])
    }

    @Test("killed at any call, before or after its effect, it loses no object that a point needs")
    func killed() throws {
        for moment in [FaultyStore.Moment.before, .after] {
            let (fixture, _, dead) = try Self.pruned()
            try Self.collect(fixture)
            fixture.clock.advance(seconds: Self.grace)
            try fixture.publish(["b": "dead"], sequence: 3)
            var number = 1
            while true {
                let copy = fixture.store.copy()
                let faulty = FaultyStore.failing(number + 1, moment, on: copy)
                var isDone = true
                do { try Self.collect(fixture, store: faulty) } catch { isDone = false }
                let vault = try Vault(opening: copy)
                let check = try VaultCheck(
                    vault,
                    readingData: true,
                    workers: Workers(width: 1),
                    progress: SilentProgress(),
                    cancellation: Cancellation()
                )
                #expect(check.isGood, "call \(number)")
                // The next collection goes on where this one was killed.
                fixture.clock.advance(seconds: 1)
                try Self.collect(fixture, store: copy)
                let left = try Set(copy.list("objects/").map(\.key))
                #expect(dead.filter { left.contains($0) }.count == 1, "call \(number)")
                if isDone { break }
                number += 1
            }
            #expect(number > 8)
        }
    }

    @Test("a writer that began before a collection does not publish what that condemned")
    func collectionInBetween() throws {
        let (fixture, _, _) = try Self.pruned()
        let writer = try ObjectWriter(fixture.vault)
        let tree = try VaultFixture.tree(["b": "dead"], with: writer)
        #expect(writer.stored == (0, 0))
        try Self.collect(fixture)
        var manifest = Sample.manifest(sequence: 3, created: fixture.clock.now())
        manifest.listings = try TreeWriter.write(tree, with: writer)
        manifest.files = 1
        let before = try fixture.store.list("points/")
        let error = #expect(throws: LifeboatError.self) {
            try writer.publish(manifest, objects: manifest.listings + tree.objects)
        }
        #expect(error?.code == .busy)
        #expect(try fixture.store.list("points/") == before)
        try fixture.publish(["b": "dead"], sequence: 3)
        fixture.clock.advance(seconds: Self.grace)
        try Self.collect(fixture)
        #expect(try fixture.codes() == [])
    }

    @Test("a writer that reads records while they are replaced sees those that came")
    func replacedRecords() throws {
        let (fixture, _, _) = try Self.pruned()
        try Self.collect(fixture)
        let store = fixture.store
        let key = try #require(try store.list("gc/").first?.key)
        let replacing = FaultyStore(store) { call in
            guard call.method == .get, call.key == key, let bytes = try? store.get(key, limit: 10_000) else {
                return nil
            }
            _ = try? store.put("gc/9999999999999-1.json", bytes, .ifAbsent)
            _ = try? store.delete(key, unlessWrittenSince: nil)
            return nil
        }
        let writer = try ObjectWriter(Vault(opening: replacing))
        #expect(!writer.holds(ObjectReference(digest: Hasher256.digest(of: "dead"), length: 4)))
    }

    @Test("a collection that concerns other objects does not stop a writer")
    func unrelated() throws {
        let (fixture, _, _) = try Self.pruned()
        let writer = try ObjectWriter(fixture.vault)
        try Self.collect(fixture)
        try fixture.publish(["c": "new"], sequence: 3, with: writer)
        #expect(try fixture.codes() == [])
    }

    @Test("one that is stopped tells what it deleted by then")
    func stopped() throws {
        let (fixture, _, _) = try Self.pruned()
        try Self.collect(fixture)
        fixture.clock.advance(seconds: Self.grace)
        var random = SeededGenerator(seed: 7)
        let looks = Atomic<Int>(0)
        let cancellation = Cancellation(external: { looks.wrappingAdd(1, ordering: .relaxed).newValue > 1 })
        var result = CollectionResult()
        #expect(throws: LifeboatError.self) {
            try Collector(fixture.vault, clock: fixture.clock, graceSeconds: Self.grace)
                .run(dryRun: false, cancellation: cancellation, &result, using: &random)
        }
        #expect(result.deleted == 1 && result.bytesDeleted > 0)
    }
}
