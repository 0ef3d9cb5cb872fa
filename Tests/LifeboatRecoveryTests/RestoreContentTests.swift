import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// What a restored run is, and what stops a restore.
@Suite("Restore: what comes back")
struct RestoreContentTests {
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
            try scene.openVault()
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

    @Test("what two files share is fetched once, whatever their length", arguments: [1, 3])
    func shared(_ objects: Int) throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            let bytes = Site.noise(objects * VaultFormat.objectLimit - 7, seed: 1)
            for name in ["weights/best.pt", "weights/epoch3.pt", "weights/last.pt"] {
                try files.put(name, bytes)
            }
            try files.put("weights/other.pt", Site.noise(VaultFormat.objectLimit, seed: 2))
            try scene.protect()
            let reads = Calls()
            let store = try FaultyStore(DirectoryStore("\(scene.path)/disk")) { call in
                if call.method == .read, call.key.hasPrefix("objects/") { reads.note(call.key) }
                return nil
            }
            try scene.restore(store: store)
            #expect(try Files(scene.target).description() == files.description())
            #expect(Set(reads.all).count == reads.all.count && reads.all.count > objects)
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
            #expect(try !Files(scene.path).exists("target"))
        }
    }

    @Test("a target that cannot be written stops a restore, and it goes on once it can")
    func notWritable() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            try files.put("dir/large", [UInt8](repeating: 1, count: 3 << 20))
            try scene.protect()
            let target = try scene.makeTarget()
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
