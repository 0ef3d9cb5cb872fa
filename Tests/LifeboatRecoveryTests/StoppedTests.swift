import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("A protect that is stopped")
struct StoppedTests {
    private static let busy = LifeboatError(.busy, "a planted collection")

    private static func change(_ scene: Scene, _ text: String) throws {
        let files = try Files(scene.source)
        for run in ["one", "two"] {
            try files.put("\(run)/args.yaml", "args of \(run)")
            try files.put("\(run)/weights/notes", "\(run) \(text)")
        }
    }

    /// Puts faults between the vault of `tier` and its store.
    private static func wrap(
        _ scene: Scene,
        _ tier: String,
        _ fault: @escaping @Sendable (any Store) -> any Store
    ) -> @Sendable (any Store) -> any Store {
        let address = "\(scene.path)/\(tier)"
        return { store in store.address == address ? fault(store) : store }
    }

    @Test("by a lock tells what it had published before")
    func busyExperiment() throws {
        try Scene.with { scene in
            try Self.change(scene, "first")
            try scene.protect()
            try Self.change(scene, "second")
            let lock = try scene.state.lock("\(scene.source)/two", purpose: "protecting two")
            var result = ProtectResult()
            let error = #expect(throws: LifeboatError.self) { try scene.protect(&result) }
            #expect(error?.code == .busy && result.stopped == .busy)
            #expect(!result.isGood && result.isAnythingDone && result.json["stopped"] == "busy")
            #expect(result.tiers.map { $0.published.map(\.experiment) } == [["src/one"]])
            #expect(result.json["tiers"]?.arrayValue?.first?["points"]?.arrayValue?.count == 1)
            withExtendedLifetime(lock) {}
        }
    }

    @Test("before it did anything has nothing to record")
    func nothing() throws {
        try Scene.with { scene in
            try Self.change(scene, "first")
            let lock = try scene.state.lock("\(scene.source)/one", purpose: "protecting one")
            var result = ProtectResult()
            #expect(throws: LifeboatError.self) { try scene.protect(&result) }
            #expect(!result.isAnythingDone)
            withExtendedLifetime(lock) {}
        }
    }

    @Test("while it feeds a tier tells what had arrived there")
    func interruptedFeed() throws {
        try Scene.with { scene in
            scene.width = 1
            for text in ["first", "second"] {
                try Self.change(scene, text)
                try scene.protect()
            }
            scene.tiers = ["disk", "copy"]
            let cancellation = Cancellation()
            scene.wrap = Self.wrap(scene, "copy") { store in
                FaultyStore(store) { call in
                    if call.method == .put, call.key.hasPrefix("points/") { cancellation.cancel() }
                    return nil
                }
            }
            var result = ProtectResult()
            let error = #expect(throws: LifeboatError.self) { try scene.protect(&result, cancellation) }
            #expect(error?.code == .interrupted && result.stopped == .interrupted)
            #expect(result.tiers.map(\.tier) == ["disk", "copy"])
            let arrived = result.tiers[1].published.map(\.point.id)
            #expect(try arrived.count == 1 && arrived == scene.points("copy").map(\.id))
            // It is not the newest: it stands for nothing.
            #expect(result.tiers[1].held.isEmpty && result.tiers[1].published[0].confirmed == nil)
        }
    }

    @Test("every point that arrives is told, also one that newer ones follow")
    func allArrivals() throws {
        try Scene.with { scene in
            for text in ["first", "second", "third"] {
                try Self.change(scene, text)
                try scene.protect()
            }
            scene.tiers = ["disk", "copy"]
            let copy = try scene.protect().tiers[1]
            #expect(try Set(copy.published.map(\.point.id)) == Set(scene.points("copy").map(\.id)))
            #expect(copy.published.count == 6 && copy.held.count == 2)
            #expect(copy.published.count { $0.confirmed != nil } == 2)
            #expect(try scene.protect().tiers[1].published.isEmpty)
        }
    }

    @Test("a collection in the tier that is fed is no end: the copy looks again and goes on")
    func busyFeed() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            try Self.change(scene, "first")
            let puts = Calls()
            scene.wrap = Self.wrap(scene, "copy") { store in
                FaultyStore(store) { call in
                    guard call.method == .put, call.key.hasPrefix("points/") else { return nil }
                    puts.note(call.key)
                    return puts.all.count == 2 ? (Self.busy, .before) : nil
                }
            }
            let result = try scene.protect()
            #expect(result.isGood && result.tiers.map { $0.published.count } == [2, 2])
            // What had arrived before is not copied again.
            #expect(puts.all.count == 3 && Set(puts.all).count == 2)
            #expect(result.tiers[1].bytesStored == result.tiers[0].bytesStored)
            #expect(try scene.damage("copy").isEmpty)
        }
    }

    @Test("a tier that stays busy ends as busy after three tries")
    func staysBusy() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            try Self.change(scene, "first")
            let puts = Calls()
            scene.wrap = Self.wrap(scene, "copy") { store in
                FaultyStore(store) { call in
                    guard call.method == .put, call.key.hasPrefix("points/") else { return nil }
                    puts.note(call.key)
                    return (Self.busy, .before)
                }
            }
            var result = ProtectResult()
            let error = #expect(throws: LifeboatError.self) { try scene.protect(&result) }
            #expect(error?.code == .busy && puts.all.count == 3)
            #expect(result.tiers.map { $0.published.count } == [2, 0])
        }
    }

    @Test("only a complete point is confirmed to hold the whole experiment")
    func incomplete() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            try scene.protect()
            let whole = try files.bytes("exp/weights/last.pt")
            try files.overwrite("exp/weights/last.pt", Array(whole.dropLast(1000)))
            // Both when it is taken and when it is found unchanged.
            for isNew in [true, false] {
                let result = try scene.protect()
                for tier in result.tiers {
                    #expect(tier.held.map(\.isNew) == [isNew] && tier.held.map(\.confirmed) == [nil])
                }
                let held = result.tiers[0].json["held"]?.arrayValue?.first
                #expect(held?["confirmed"] == .null && held?["point"] != nil)
            }
            try files.overwrite("exp/weights/last.pt", whole)
            let mended = try scene.protect()
            #expect(mended.tiers.allSatisfy { $0.held.allSatisfy { $0.confirmed != nil } })
        }
    }
}
