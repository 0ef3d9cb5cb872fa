import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Synchronization
import Testing

@testable import LifeboatRecovery

/// Fails one call of any store after the other, all tiers counted together.
@Suite("Protect under faults")
struct FaultTests {
    private static func failing(_ number: Int, _ moment: FaultyStore.Moment, _ calls: Calls)
        -> @Sendable (any Store) -> any Store
    {
        { store in
            FaultyStore(store) { call in
                calls.note("\(call.method) \(call.key) in \(store.address.suffix(4))")
                return calls.all.count == number ? (FaultyStore.fault, moment) : nil
            }
        }
    }

    private static func expectEverything(in scene: Scene, _ comment: Comment) throws {
        for tier in ["disk", "copy"] {
            #expect(try scene.damage(tier).isEmpty, comment)
            let points = try scene.points(tier)
            #expect(Set(points.map(\.manifest.experiment)) == ["src", "src/exp"], comment)
            let run = try #require(points.first { $0.manifest.experiment == "src/exp" }, comment)
            #expect(try scene.text("weights/a", in: run, tier) == "two", comment)
            let places = Set(points.map { "\($0.manifest.run) \($0.manifest.sequence)" })
            #expect(places.count == points.count, comment)
        }
        #expect(try scene.points().map(\.id) == scene.points("copy").map(\.id), comment)
    }

    @Test(
        "whichever call fails, every published point is whole, and a run without faults completes",
        arguments: [FaultyStore.Moment.before, .after]
    )
    func everyCall(moment: FaultyStore.Moment) throws {
        var number = 1
        var isDone = false
        while !isDone {
            try Scene.with { scene in
                scene.tiers = ["disk", "copy"]
                scene.width = 1
                let files = try Files(scene.source)
                try files.put("exp/args.yaml", "args")
                try files.put("exp/weights/a", "one")
                try scene.protect()
                try files.put("exp/weights/a", "two")
                try files.put("large", [UInt8](repeating: 1, count: 1_100_000))
                let calls = Calls()
                scene.wrap = Self.failing(number, moment, calls)
                // Failures are findings or errors; what counts is what lies there afterwards.
                let result = try? scene.protect()
                isDone = calls.all.count < number
                if isDone { #expect(result?.isGood == true) }
                // Good means good: a call that failed and is not told of must have made no difference.
                if result?.isGood == true { try Self.expectEverything(in: scene, "call \(number)") }
                for tier in ["disk", "copy"] { #expect(try scene.damage(tier).isEmpty, "call \(number)") }
                scene.wrap = { $0 }
                #expect(try scene.protect().isGood, "call \(number)")
                try Self.expectEverything(in: scene, "call \(number)")
            }
            number += 1
        }
        #expect(number > 30)
    }
}
