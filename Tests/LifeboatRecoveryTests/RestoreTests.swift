import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Restore")
struct RestoreTests {
    private static func makeTarget(_ scene: Scene) throws -> Files {
        _ = try Directory.make(scene.target)
        return try Files(scene.target)
    }

    @Test("a plan tells what is made, kept and replaced, and writes nothing")
    func plan() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for name in ["a", "b", "dir/c"] { try files.put(name, name) }
            try scene.protect()
            let target = try Self.makeTarget(scene)
            try target.put("a", "a")
            try target.put("b", "x")
            try target.put("mine", "mine")
            let before = try target.description()
            let planner = try RestorePlanner(
                scene.vault(),
                workers: Workers(width: 2),
                cancellation: Cancellation()
            )
            let conflict = #expect(throws: LifeboatError.self) {
                try planner.plan(scene.newest(), to: scene.target, force: false)
            }
            #expect(conflict?.code == .conflict && conflict?.message.contains("the first is b") == true)
            let plan = try planner.plan(scene.newest(), to: scene.target, force: true)
            let actions = plan.steps.map { "\($0.entry.name):\($0.action.rawValue)" }
            #expect(actions == ["a:keep", "b:replace", "dir:create", "dir/c:create"])
            #expect(plan.findings.map(\.code) == ["restore.strangers"])
            #expect(plan.bytesToWrite == 1 + 5 && plan.files == 3)
            #expect(try target.description() == before)
        }
    }

    @Test("without force nothing that differs is touched; with force it is replaced, and strangers stay")
    func force() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for name in ["file", "dir/inside", "was dir"] { try files.put(name, "new \(name)") }
            try files.root.makeLink(FileName("link"), to: Array("file".utf8))
            try files.root.makeLink(FileName("link too"), to: Array("file".utf8))
            try scene.protect()
            let target = try Self.makeTarget(scene)
            try target.put("file", "old")
            try target.put("dir", "a file in the place of a directory")
            try target.put("was dir/x/y", "a directory in the place of a file")
            try target.put("link/z", "a directory in the place of a link")
            try target.root.makeLink(FileName("link too"), to: Array("elsewhere".utf8))
            try target.put("mine", "mine")
            let before = try target.description()
            #expect(throws: LifeboatError.self) { try scene.restore() }
            #expect(try target.description() == before)
            let findings = try scene.restore(force: true)
            #expect(findings.map(\.code) == ["restore.strangers"])
            #expect(findings.first?.message.hasPrefix("holds 1 files") == true)
            #expect(try target.text("mine") == "mine")
            try target.remove("mine")
            #expect(try target.description() == files.description())
        }
    }

    @Test("a link in the place of a directory is never followed, force or not")
    func linksAreNotFollowed() throws {
        try Scene.with { scene in
            try Files(scene.source).put("dir/file", "new")
            try scene.protect()
            let target = try Self.makeTarget(scene)
            _ = try Directory.make("\(scene.path)/outside")
            try target.root.makeLink(FileName("dir"), to: Array("\(scene.path)/outside".utf8))
            for force in [false, true] {
                let error = #expect(throws: LifeboatError.self) { try scene.restore(force: force) }
                #expect(error?.code == .unsafePath)
            }
            #expect(try Directory("\(scene.path)/outside").names().isEmpty)
        }
    }

    @Test(
        "listings that name what lies outside are refused before anything is written",
        arguments: ["../x", "/x", "a/../../x"]
    )
    func hostileListing(name: String) throws {
        try Scene.with { scene in
            try Files(scene.source).put("a", "a")
            try scene.protect()
            let vault = try scene.vault()
            let entry: JSON = [
                "path": .string(name), "type": "file", "size": 0, "pieces": [], "mode": 420, "uid": 0,
                "gid": 0,
                "mtime": 0, "ctime": 0, "inode": "1",
            ]
            let header: JSON = ["schema": "lifeboat.listing/1", "requires": [], "objects": []]
            let listing = header.canonical + [0x0A] + entry.canonical + [0x0A]
            var manifest = try scene.newest().manifest
            manifest.listings = [try ObjectWriter(vault).store(listing)]
            manifest.sequence = 2
            let reference = try vault.publish(manifest)
            let error = #expect(throws: LifeboatError.self) { try scene.restore(vault.point(reference)) }
            #expect(error?.code == .unsafePath)
            #expect(try !Files(scene.path).exists("target") && !Files(scene.path).exists("x"))
        }
    }

    // MARK: going on

    /// A store that notes which objects are read.
    private static func counting(
        _ scene: Scene,
        _ calls: Calls,
        then: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws
        -> any Store
    {
        FaultyStore(try scene.vault().store) { call in
            if call.method == .read, call.key.hasPrefix("objects/") {
                calls.note(call.key)
                then(calls.all.count)
            }
            return nil
        }
    }

    @Test("a restore that was stopped goes on, and fetches no piece twice")
    func resumes() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            let size = 2 * VaultFormat.pieceSize + 12_345
            try files.put("large", Bytes.make(size))
            for index in 0..<50 { try files.put("small\(index)", "small \(index)") }
            try scene.protect()
            let pieces = try scene.tree(scene.newest()).entry(FileName("large"))?.pieces.count
            #expect(pieces == 3)
            let cancellation = Cancellation()
            let first = Calls()
            // The listing is read first, then the pieces.
            let stopping = try Self.counting(scene, first) { if $0 == 2 { cancellation.cancel() } }
            let error = #expect(throws: LifeboatError.self) {
                try scene.restore(cancellation: cancellation, store: stopping)
            }
            #expect(error?.code == .interrupted)
            #expect(try !Files(scene.target).exists("large"))
            let second = Calls()
            try scene.restore(store: Self.counting(scene, second))
            #expect(try Files(scene.target).description() == files.description())
            let listing = try #require(try scene.newest().manifest.listings.first)
            let listed = VaultFormat.objectKey(listing.name)
            let fetched = (first.all + second.all).filter { $0 != listed }
            #expect(fetched.count == Set(fetched).count && fetched.count == 4)
            let third = Calls()
            try scene.restore(store: Self.counting(scene, third))
            #expect(third.all == [listed])
        }
    }

    @Test("whichever read fails, the next restore completes")
    func everyRead() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            for index in 0..<5 {
                try files.put("large\(index)", [UInt8](repeating: UInt8(index), count: 1_100_000))
            }
            for index in 0..<5 { try files.put("small\(index)", "small \(index)") }
            try scene.protect()
            var number = 1
            var isDone = false
            while !isDone {
                let store = FaultyStore.failing(number, of: [.read], on: try scene.vault().store)
                do {
                    try scene.restore(store: store)
                    isDone = true
                } catch {
                    try scene.restore()
                }
                #expect(try Files(scene.target).description() == files.description())
                try Files(scene.target).root.removeContents()
                number += 1
            }
            #expect(number > 7)
        }
    }

    @Test("pieces of an earlier try that are damaged are fetched again, in holes too")
    func damagedPart() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            let sparse = try files.root.create(FileName("sparse"))
            try sparse.truncate(to: 4 << 20)
            try [UInt8](repeating: 1, count: 4096).withUnsafeBytes { try sparse.write($0, at: 1 << 20) }
            try scene.protect()
            let entry = try #require(try scene.tree(scene.newest()).entry(FileName("sparse")))
            let target = try Self.makeTarget(scene)
            let part = try target.root.create(RestoreWriter.partName(entry))
            let garbage = [UInt8](repeating: 0xEE, count: 3 << 20)
            try garbage.withUnsafeBytes { try part.write($0, at: 0) }
            try scene.restore()
            #expect(try target.description() == files.description())
        }
    }

    @Test("what another point's stopped restore left behind is removed")
    func leftOvers() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("dir/a", "a")
            try scene.protect()
            let target = try Self.makeTarget(scene)
            try target.put("dir/\(RestorePlan.partPrefix)0123", "half")
            try target.put("\(RestorePlan.partPrefix)4567", "half")
            #expect(try scene.restore().isEmpty)
            #expect(try target.description() == files.description())
        }
    }

    @Test("a file that appears while the restore runs is not overwritten")
    func appears() throws {
        try Scene.with { scene in
            try Files(scene.source).put("large", [UInt8](repeating: 1, count: 1_200_000))
            try scene.protect()
            let target = scene.target
            let calls = Calls()
            let store = try Self.counting(scene, calls) { count in
                if count == 2 { try? Files(target).put("large", "somebody's") }
            }
            let error = #expect(throws: LifeboatError.self) { try scene.restore(store: store) }
            #expect(error?.code == .conflict)
            #expect(try Files(scene.target).text("large") == "somebody's")
        }
    }

    // MARK: what comes back

    @Test("directories that may not be written to come back with their mode and time")
    func readOnlyDirectories() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("ro/deep/file", "x")
            for (name, time) in [("ro/deep/file", 1), ("ro/deep", 2), ("ro", 3)] as [(String, Int64)] {
                try files.setTime(name, time * 1_000_000_007)
            }
            for name in ["ro/deep", "ro"] { try files.setMode(name, 0o555) }
            try scene.protect()
            try scene.restore()
            #expect(try Files(scene.target).description() == files.description())
            #expect(try scene.restore().isEmpty)
            #expect(try Files(scene.target).description() == files.description())
        }
    }

    @Test("an ordinary user restores what is theirs, owners left alone")
    func unprivileged() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            try files.put("ro/a", [0x61], mode: 0o444)
            try files.setMode("ro", 0o555)
            try scene.protect()
            _ = try Directory.make(scene.target)
            try Attributes.setPermissions(Directory(scene.target).descriptor, 0o777)
            try Attributes.setPermissions(Directory(scene.path).descriptor, 0o777)
            let vault = try scene.vault()
            // Whoever is not its owner has to be given a vault.
            for entry in try TreeWalk(Directory("\(scene.path)/disk")).entries {
                try Directory("\(scene.path)/disk")
                    .setPermissions(entry.name, entry.facts.kind == .directory ? 0o755 : 0o644)
            }
            try Directory(scene.path).setPermissions(FileName("disk"), 0o755)
            let plan = try RestorePlanner(vault, workers: Workers(width: 1), cancellation: Cancellation())
                .plan(scene.newest(), to: scene.target, force: false)
            _ = try withoutPrivilege {
                try Restorer(
                    vault,
                    workers: Workers(width: 1),
                    progress: SilentProgress(),
                    cancellation: Cancellation(),
                    restoresOwners: false
                ).run(plan)
            }
            let restored = try Files(scene.target)
            #expect(try restored.description(owners: false) == files.description(owners: false))
        }
    }

    @Test("rows of results past the checkpoint are left out, and everything else is as it was")
    func repaired() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            let rows = try files.text("exp/results.csv")
            try files.append("exp/results.csv", "5,torn")
            try scene.protect()
            let point = try scene.newest()
            let epoch = try #require(point.manifest.training["epoch"]?.intValue)
            let findings = try scene.restore()
            #expect(findings.map(\.code) == ["restore.results-repaired"])
            let target = try Files(scene.target)
            let lines = rows.split(separator: "\n").prefix(epoch + 2)
            #expect(try target.text("results.csv") == lines.map { $0 + "\n" }.joined())
            for name in ["args.yaml", "weights/last.pt"] {
                #expect(try target.bytes(name) == files.bytes("exp/\(name)"))
            }
            // Again: the repaired table is what belongs there.
            #expect(try scene.restore().map(\.code) == ["restore.results-repaired"])
            #expect(try target.text("results.csv") == lines.map { $0 + "\n" }.joined())
        }
    }

    @Test("damaged and missing objects stop a restore, and no wrong byte gets its name")
    func damagedObjects() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("large", [UInt8](repeating: 1, count: 1_200_000))
            try scene.protect()
            let object = try #require(try scene.tree(scene.newest()).objects.first)
            let key = VaultFormat.objectKey(object.name)
            let store = try scene.vault().store
            try store.put(key, [UInt8](repeating: 2, count: object.length), .replacing)
            for _ in 0..<2 {
                let error = #expect(throws: LifeboatError.self) { try scene.restore() }
                #expect(error?.code == .corrupt && error?.path?.hasSuffix(key) == true)
                #expect(try !Files(scene.target).exists("large"))
                try store.delete(key, unlessWrittenSince: nil)
            }
        }
    }

    @Test("a target that is too small is refused before anything is written")
    func tooSmall() throws {
        try Scene.with { scene in
            try Files(scene.source).put("a", "a")
            try scene.protect()
            var tree = try scene.tree(scene.newest())
            let piece = try #require(tree.entries.first?.pieces.first)
            let size = 1 << 60
            let content = EntryContent.file(size: size, isSparse: false, pieces: [piece])
            tree.entries = [try #require(tree.entries.first).with(content: content)]
            var plan = RestorePlan(point: try scene.newest(), tree: tree, target: scene.target)
            plan.steps = [RestorePlan.Step(entry: tree.entries[0], action: .create, replacement: nil)]
            let restorer = try Restorer(
                scene.vault(),
                workers: Workers(width: 1),
                progress: SilentProgress(),
                cancellation: Cancellation()
            )
            let error = #expect(throws: LifeboatError.self) { try restorer.run(plan) }
            #expect(error?.code == .inputOutput && error?.hint?.contains("Nothing was written") == true)
            #expect(try Directory(scene.target).names().isEmpty)
        }
    }

    @Test("a target that cannot be written stops a restore, and it goes on once it can")
    func notWritable() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            try files.put("dir/large", [UInt8](repeating: 1, count: 3 << 20))
            try scene.protect()
            let target = try Self.makeTarget(scene)
            _ = try target.root.makeDirectory(FileName("dir"))
            try target.setMode("dir", 0o555)
            try Attributes.setPermissions(Directory(scene.path).descriptor, 0o777)
            let error = #expect(throws: LifeboatError.self) { try withoutPrivilege { try scene.restore() } }
            #expect(error?.code == .inputOutput && error?.hint?.contains("access") == true)
            #expect(try !target.exists("dir/large"))
            try scene.restore()
            #expect(try target.description() == files.description())
        }
    }
}
