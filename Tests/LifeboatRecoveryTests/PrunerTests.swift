import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Synchronization
import Testing

@testable import LifeboatRecovery

@Suite("Pruning")
struct PrunerTests {
    /// A clock that runs something whenever it is asked.
    private final class NosyClock: WallClock {
        private let time: Timestamp
        private let look: @Sendable () -> Void

        init(_ time: Timestamp, _ look: @escaping @Sendable () -> Void) {
            self.time = time
            self.look = look
        }

        func now() -> Timestamp {
            look()
            return time
        }
    }

    /// Stops when it has been asked so often.
    private final class Countdown: Sendable {
        private let left: Atomic<Int>
        init(_ count: Int) { left = Atomic(count) }
        var isOver: Bool { left.wrappingSubtract(1, ordering: .relaxed).newValue < 0 }
    }

    private static func with(_ body: (Scene) throws -> Void) throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            let files = try Files(scene.source)
            for round in 0..<4 {
                try files.put("a", "round \(round)")
                try scene.protect()
            }
            scene.retention = Retention(keepLast: 1, keepBest: false)
            try body(scene)
        }
    }

    private static func pruner(
        _ scene: Scene,
        clock: (any WallClock)? = nil,
        _ cancellation: Cancellation = Cancellation(),
        announce: @escaping @Sendable ([JSON]) throws -> [Finding] = { _ in [] }
    ) throws -> Pruner {
        Pruner(
            policy: scene.policy,
            stores: DirectoryStores(),
            state: try scene.state,
            clock: clock ?? scene.clock,
            cancellation: cancellation,
            announce: announce
        )
    }

    @Test("what is to go is told before any of it goes, and nothing goes when it cannot be told")
    func announced() throws {
        try Self.with { scene in
            let told = Calls()
            let vault = try scene.vault()
            var result = PruneResult()
            try Self.pruner(scene) { _ in throw LifeboatError(.inputOutput, "no space") }
                .run([scene.tier("disk")], isDryRun: false, &result)
            #expect(result.findings.map(\.code) == ["prune.tier-failed"])
            #expect(try scene.points().count == 4)
            result = PruneResult()
            try Self.pruner(scene) { points in
                told.note("\(try vault.points().points.count)")
                for point in points { told.note(point["point"]?.stringValue ?? "none") }
                return []
            }.run([scene.tier("disk")], isDryRun: false, &result)
            let gone = result.deleted.compactMap { $0["point"]?.stringValue }
            #expect(gone.count == 3 && told.all == ["4"] + gone)
        }
    }

    @Test("a tier is planned under the lock under which it is pruned")
    func planned() throws {
        try Self.with { scene in
            let state = try scene.state
            let address = try scene.vault().address
            let looks = Calls()
            // The time is asked for when a plan is made.
            let clock = NosyClock(scene.clock.now()) {
                let lock = try? state.lock(address, purpose: "looking")
                looks.note(lock == nil ? "locked" : "free")
            }
            var result = PruneResult()
            try Self.pruner(scene, clock: clock).run([scene.tier("disk")], isDryRun: false, &result)
            #expect(looks.all == ["locked"] && result.deleted.count == 3)
        }
    }

    @Test("nothing is planned while another has the lock")
    func busy() throws {
        try Self.with { scene in
            let lock = try scene.state.lock(scene.vault().address, purpose: "pruning elsewhere")
            var result = PruneResult()
            let pruner = try Self.pruner(scene)
            let error = #expect(throws: LifeboatError.self) {
                try pruner.run([scene.tier("disk")], isDryRun: false, &result)
            }
            #expect(error?.code == .busy && result.plans.isEmpty)
            #expect(try scene.points().count == 4)
            withExtendedLifetime(lock) {}
        }
    }

    @Test("a dry run takes no lock and deletes nothing")
    func dryRun() throws {
        try Self.with { scene in
            let lock = try scene.state.lock(scene.vault().address, purpose: "pruning elsewhere")
            var result = PruneResult()
            try Self.pruner(scene).run([scene.tier("disk")], isDryRun: true, &result)
            #expect(result.plans.map(\.doomed.count) == [3] && result.deleted.isEmpty)
            #expect(try scene.points().count == 4)
            withExtendedLifetime(lock) {}
        }
    }

    @Test("stopped at any moment it tells exactly what is gone", arguments: 0..<7)
    func interrupted(after moment: Int) throws {
        try Self.with { scene in
            let before = try Set(scene.points().map(\.id) + scene.points("copy").map(\.id))
            #expect(before.count == 4)
            let countdown = Countdown(moment)
            let cancellation = Cancellation(external: { countdown.isOver })
            var result = PruneResult()
            let isWhole = moment >= 6
            let outcome = Result {
                let tiers = [scene.tier("disk"), scene.tier("copy")]
                try Self.pruner(scene, cancellation).run(tiers, isDryRun: false, &result)
            }
            #expect(((try? outcome.get()) != nil) == isWhole)
            for tier in ["disk", "copy"] {
                let told = result.deleted.filter { $0["tier"] == .string(tier) }
                    .compactMap { $0["point"]?.stringValue.flatMap { PointID($0) } }
                #expect(try Set(told) == before.subtracting(scene.points(tier).map(\.id)))
            }
        }
    }

    @Test("a tier that fails keeps no other from being pruned")
    func oneFails() throws {
        try Self.with { scene in
            let point = try scene.newest("disk")
            try scene.vault("disk").store.put(point.reference.key, [1], .replacing)
            var result = PruneResult()
            let tiers = [scene.tier("disk"), scene.tier("copy")]
            try Self.pruner(scene).run(tiers, isDryRun: false, &result)
            #expect(result.findings.map(\.code) == ["prune.tier-failed"])
            #expect(try scene.points("copy").count == 1 && scene.points("disk").count == 3)
        }
    }
}
