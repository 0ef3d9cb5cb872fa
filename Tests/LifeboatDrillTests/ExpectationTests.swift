import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatRecovery
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatDrill

@Suite("What a tier should hold by what the other tiers know")
struct ExpectationTests {
    private func expectations(
        _ scene: Scene,
        of tier: String,
        retention: Retention = Retention(),
        held: [RunID: Set<PointID>] = [:]
    ) throws -> DrillExpectations {
        DrillExpectations(
            tier: try #require(scene.policy.tier(named: tier)),
            surveys: scene.policy.tiers.map { TierSurvey($0, DirectoryStores()) },
            retention: retention,
            pruned: [],
            held: held,
            now: scene.clock.now()
        )
    }

    @Test("Every run that any tier has, with its newest number; points that retention keeps are not excused")
    func known() throws {
        try Scene.withRun { scene in
            try scene.write("exp1/notes.txt", "more")
            try scene.protect()
            let points = try scene.vault("near").points(of: "runs/exp1")
            let all = try expectations(scene, of: "far", held: [points[0].manifest.run: [points[0].id]])
            #expect(all.absent.isEmpty)
            #expect(Set(all.experiments.map(\.experiment)) == ["runs", "runs/exp1"])
            let run = all.experiments.first { $0.experiment == "runs/exp1" }
            #expect((run?.newestSequence, run?.held, run?.predatesVault) == (2, [points[0].id], false))
            let few = try expectations(scene, of: "far", retention: Retention(keepLast: 1, keepBest: false))
            #expect(few.absent == [points[1].id])
        }
    }

    @Test("A tier that lost everything of a run fails by what the other one holds")
    func lostRun() throws {
        try Scene.withRun { scene in
            let vault = try scene.vault("far")
            let point = try #require(vault.points(of: "runs/exp1").first)
            try vault.store.delete(point.reference.key, unlessWrittenSince: nil)
            var request = scene.request("far")
            request.expectations = try expectations(scene, of: "far")
            #expect(try scene.drill(request).errors == ["drill.experiment-missing"])
        }
    }

    @Test("A parent that no tier has any more is excused where the retention would not keep it")
    func prunedAbove() throws {
        try Scene.withRun { scene in
            for text in ["b", "c"] {
                try scene.write("exp1/notes.txt", text)
                try scene.protect()
            }
            let points = try scene.vault("far").points(of: "runs/exp1")
            for point in points.dropFirst() {
                for tier in ["near", "far"] {
                    try scene.vault(tier).store.delete(point.reference.key, unlessWrittenSince: nil)
                }
            }
            let parent = points[1].id
            #expect(try expectations(scene, of: "far").absent.isEmpty)
            let last = try expectations(scene, of: "far", retention: Retention(keepLast: 1))
            #expect(last.absent == [parent])
            let two = try expectations(scene, of: "far", retention: Retention(keepLast: 2))
            #expect(two.absent.isEmpty)
            let daily = try expectations(scene, of: "far", retention: Retention(keepDaily: 3))
            #expect(daily.absent == [parent])
        }
    }

    @Test("A first tier that was made anew need not have what is older than its vault")
    func newVault() throws {
        try Scene.withRun { scene in
            let old = try scene.vault("near")
            try old.directory.removeContents()
            scene.clock.advance(seconds: 60)
            _ = try Vault(making: old.store, set: "another", at: scene.clock.now())
            let near = try expectations(scene, of: "near")
            #expect(near.experiments.allSatisfy { $0.predatesVault })
            #expect(near.absent.count == 2)
            let far = try expectations(scene, of: "far")
            #expect(far.experiments.allSatisfy { !$0.predatesVault })
        }
    }
}
