import Glibc
import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Identity of runs")
struct IdentityTests {
    private static func makeRun(_ scene: Scene, _ name: String, _ text: String) throws {
        let files = try Files(scene.source)
        try files.put("\(name)/args.yaml", text)
        try files.put("\(name)/weights/notes", text)
    }

    private static func points(_ scene: Scene, _ run: RunID? = nil) throws -> [Point] {
        try scene.points().filter { run == nil || $0.manifest.run == run }
    }

    private static func move(_ scene: Scene, _ name: String, _ new: String) {
        rename("\(scene.source)/\(name)", "\(scene.source)/\(new)")
    }

    @Test("the same path with a new directory is a new run")
    func newDirectory() throws {
        try Scene.with { scene in
            try Self.makeRun(scene, "exp", "first")
            try scene.protect()
            let first = try scene.newest().manifest
            let files = try Files(scene.source)
            try files.root.directory(FileName("exp")).removeContents()
            try files.root.removeDirectory(FileName("exp"))
            try Self.makeRun(scene, "exp", "second")
            try scene.protect()
            let points = try scene.points()
            #expect(Set(points.map(\.manifest.run)).count == 2)
            let second = try #require(points.first { $0.manifest.run != first.run })
            #expect(second.manifest.parent == nil && second.manifest.sequence == 1)
        }
    }

    @Test("a directory that moved is the same run under a new name")
    func moved() throws {
        try Scene.with { scene in
            try Self.makeRun(scene, "exp", "first")
            try scene.protect()
            let first = try scene.newest()
            Self.move(scene, "exp", "renamed")
            try scene.protect()
            let second = try scene.newest()
            #expect(second.manifest.run == first.manifest.run && second.manifest.parent == first.id)
            #expect(second.manifest.sequence == 2 && second.manifest.experiment == "src/renamed")
        }
    }

    @Test("with the registry lost a run is found again in the vault")
    func adopted() throws {
        try Scene.with { scene in
            try Self.makeRun(scene, "exp", "first")
            try scene.protect()
            let first = try scene.newest()
            try Directory("\(scene.path)/state").removeContents()
            try Files(scene.source).put("exp/more", "more")
            try scene.protect()
            let second = try scene.newest()
            #expect(second.manifest.run == first.manifest.run && second.manifest.sequence == 2)
            #expect(second.manifest.parent == first.id)
        }
    }

    @Test("another host's run at the same path is not taken for one's own")
    func otherHost() throws {
        try Scene.with { scene in
            try Self.makeRun(scene, "exp", "first")
            try scene.protect()
            try Directory("\(scene.path)/state").removeContents()
            scene.host = "other"
            try Files(scene.source).put("exp/more", "more")
            try scene.protect()
            #expect(Set(try scene.points().map(\.manifest.run)).count == 2)
        }
    }

    @Test("a restored run keeps its id and goes on behind its last point")
    func restored() throws {
        try Scene.with { scene in
            try Self.makeRun(scene, "exp", "first")
            try scene.protect()
            let first = try scene.newest()
            let files = try Files(scene.source)
            try files.root.directory(FileName("exp")).removeContents()
            try files.root.removeDirectory(FileName("exp"))
            let plan = try RestorePlanner(
                scene.vault(),
                workers: Workers(width: 1),
                cancellation: Cancellation()
            )
            .plan(first, to: "\(scene.source)/exp", force: false)
            _ = try Restorer(
                scene.vault(),
                workers: Workers(width: 1),
                progress: SilentProgress(),
                cancellation: Cancellation()
            ).run(plan)
            let facts = try Directory("\(scene.source)/exp").descriptor.facts()
            let origin = Origin(path: "\(scene.source)/exp", inode: facts.inode, birth: facts.birth)
            try scene.state.registry.remember(first.manifest.run, at: origin)
            try files.put("exp/weights/notes", "second")
            try scene.protect()
            let second = try scene.newest()
            #expect(second.manifest.run == first.manifest.run)
            #expect(second.manifest.parent == first.id && second.manifest.sequence == 2)
        }
    }

    @Test("when the first tier is lost, the history goes on from the tiers below")
    func firstTierLost() throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            try Self.makeRun(scene, "exp", "first")
            for index in 0..<3 {
                try Files(scene.source).put("exp/n", "\(index)")
                try scene.protect()
            }
            let last = try scene.newest("copy")
            #expect(last.manifest.sequence == 3)
            for place in ["disk", "state"] { try Directory("\(scene.path)/\(place)").removeContents() }
            #expect(try scene.protect().isGood)
            let next = try scene.newest()
            #expect(next.manifest.run == last.manifest.run && next.manifest.parent == last.id)
            #expect(next.manifest.sequence == 4)
            #expect(try scene.points().count == 1 && scene.points("copy").count == 4)
            #expect(try scene.damage().isEmpty && scene.damage("copy").isEmpty)
            #expect(try scene.vault().marker.set == scene.vault("copy").marker.set)
        }
    }

    @Test("a clock that goes back labels a point one millisecond after its parent")
    func clockBack() throws {
        try Scene.with { scene in
            try Self.makeRun(scene, "exp", "first")
            let clock = ManualClock(Timestamp(milliseconds: 2_000_000_000_000))
            scene.clock = clock
            try scene.protect()
            clock.advance(seconds: -86_400)
            try Files(scene.source).put("exp/n", "1")
            try scene.protect()
            let points = try scene.points()
            #expect(points.map(\.manifest.sequence) == [2, 1])
            let later = points[1].manifest.created.milliseconds + 1
            #expect(points[0].manifest.created.milliseconds == later)
        }
    }

    @Test("where no birth is known, a directory's number alone proves nothing")
    func withoutBirth() throws {
        try Scene.with { scene in
            var random = SeededGenerator(seed: 1)
            let registry = try scene.state.registry
            let run = RunID.make(at: SystemClock().now(), using: &random)
            try registry.remember(run, at: Origin(path: "/a", inode: 7, birth: nil))
            #expect(try registry.run(of: Origin(path: "/a", inode: 7, birth: nil)) == run)
            #expect(try registry.run(of: Origin(path: "/b", inode: 7, birth: nil)) == nil)
            #expect(try registry.run(of: Origin(path: "/a", inode: 7, birth: 5)) == nil)
            try registry.remember(run, at: Origin(path: "/c", inode: 8, birth: 5))
            #expect(try registry.run(of: Origin(path: "/d", inode: 8, birth: 5)) == run)
        }
    }

    @Test("a registry that cannot be read is an error that says what to do")
    func damagedRegistry() throws {
        try Scene.with { scene in
            let state = try scene.state
            try Directory(state.path).write([0x7B], to: FileName("runs.json"), replacing: true)
            let error = #expect(throws: LifeboatError.self) {
                try state.registry.run(of: Origin(path: "/a", inode: 7, birth: nil))
            }
            #expect(error?.code == .corrupt && error?.hint?.contains("Move the file away") == true)
        }
    }

    @Test("a point that another protect published meanwhile is seen, and followed")
    func publishedMeanwhile() throws {
        try Scene.with { scene in
            try Self.makeRun(scene, "exp", "first")
            try scene.protect()
            try Files(scene.source).put("exp/n", "1")
            // The other one comes after this one has read the points and before it takes the lock.
            let other = scene
            let calls = Calls()
            scene.wrap = { store in
                FaultyStore(store) { call in
                    if call.method == .list, call.key == "objects/", calls.all.isEmpty {
                        calls.note(call.key)
                        _ = try? Self.publishBeside(other)
                    }
                    return nil
                }
            }
            try scene.protect()
            let points = try scene.points()
            #expect(points.map(\.manifest.sequence) == [3, 2, 1])
            #expect(points[0].manifest.parent == points[1].id)
        }
    }

    /// A point like the newest one, and after it.
    private static func publishBeside(_ scene: Scene) throws {
        let newest = try scene.newest()
        var manifest = newest.manifest
        manifest.parent = newest.id
        manifest.sequence += 1
        manifest.created = manifest.created.adding(seconds: 1)
        let vault = try scene.vault()
        _ = try vault.publish(manifest)
    }
}
