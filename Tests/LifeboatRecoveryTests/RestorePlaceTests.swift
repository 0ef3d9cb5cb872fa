import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// Where a restore writes and where it does not, and when a file gets its name.
@Suite("Restore: places and names")
struct RestorePlaceTests {
    @Test(
        "nothing is restored into a vault, nor into any directory below one",
        arguments: ["", "/objects", "/a/b"]
    )
    func intoVault(below: String) throws {
        try Scene.with { scene in
            try Files(scene.source).put("a", "a")
            try scene.protect()
            let before = try Files("\(scene.path)/disk").description()
            let planner = try RestorePlanner(
                scene.vault(),
                workers: Workers(width: 1),
                cancellation: Cancellation()
            )
            for force in [false, true] {
                let error = #expect(throws: LifeboatError.self) {
                    try planner.plan(scene.newest(), to: "\(scene.path)/disk\(below)", force: force)
                }
                #expect(error?.code == .conflict && error?.message.hasPrefix("lies in the vault") == true)
            }
            #expect(try Files("\(scene.path)/disk").description() == before)
        }
    }

    @Test("nothing is restored around a vault, and a file of a point that is named like a marker is none")
    func aroundVault() throws {
        try Scene.with { scene in
            try Files(scene.source).put("sub/lifeboat-vault.json", "{}")
            try scene.protect()
            try scene.restore()
            try scene.restore()
            let before = try Files("\(scene.path)/disk").description()
            for force in [false, true] {
                let planner = try RestorePlanner(
                    scene.vault(),
                    workers: Workers(width: 1),
                    cancellation: Cancellation()
                )
                let error = #expect(throws: LifeboatError.self) {
                    try planner.plan(scene.newest(), to: scene.path, force: force)
                }
                #expect(error?.code == .conflict && error?.message.hasPrefix("holds a vault") == true)
            }
            #expect(try Files("\(scene.path)/disk").description() == before)
        }
    }

    @Test("no link leads a restore into a vault, and none to the root of the file system")
    func links() throws {
        try Scene.with { scene in
            try Files(scene.source).put("a", "a")
            try scene.protect()
            let files = try Files(scene.path)
            try files.root.makeLink(FileName("into"), to: Array("disk/objects".utf8))
            try files.root.makeLink(FileName("away"), to: Array("/".utf8))
            let before = try Files("\(scene.path)/disk").description()
            let planner = try RestorePlanner(
                scene.vault(),
                workers: Workers(width: 1),
                cancellation: Cancellation()
            )
            for (target, code) in [
                ("\(scene.path)/into", ErrorCode.conflict), ("\(scene.path)/into/new/run", .conflict),
                ("/", .usage), ("\(scene.path)/away", .usage),
            ] {
                let error = #expect(throws: LifeboatError.self) {
                    try planner.plan(scene.newest(), to: target, force: true)
                }
                #expect(error?.code == code, "\(target): \(String(describing: error))")
            }
            #expect(try Files("\(scene.path)/disk").description() == before)
        }
    }

    @Test(
        "an epoch that no training reaches stops no restore and takes no row away",
        arguments: [Int.max, Int.max - 1, 1 << 62, -1, Int.min]
    )
    func hostileEpoch(epoch: Int) throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            try scene.protect()
            var manifest = try scene.newest().manifest
            manifest.training = manifest.training.with("epoch", .number(epoch))
            manifest.sequence = 2
            let vault = try scene.vault()
            try scene.restore(vault.point(vault.publish(manifest)))
            #expect(try Files(scene.target).bytes("results.csv") == files.bytes("exp/results.csv"))
        }
    }

    @Test("links that lead out of a run are told, come back as links, and are never followed")
    func linksOut() throws {
        try Scene.with { scene in
            let outside = try Files(Directory.make("\(scene.path)/outside").path)
            try outside.put("secret", "not of this run")
            let files = try Files(scene.source)
            try files.put("inside/a", "a")
            for (name, target) in [
                ("away", "\(scene.path)/outside"), ("up", "../outside"), ("file", "../outside/secret"),
                ("near", "inside"), ("nowhere", "/nonexistent/x"),
            ] {
                try files.root.makeLink(FileName(name), to: Array(target.utf8))
            }
            let result = try scene.protect()
            let told = result.findings.filter { $0.code == "capture.link-outside" }.map(\.path)
            #expect(told == ["src/away", "src/file", "src/up"])
            let tree = try scene.tree(scene.newest())
            #expect(tree.entries.filter(\.isFile).map(\.name.description) == ["inside/a"])
            try scene.restore()
            #expect(try Files(scene.target).description() == files.description())
            // Again, over links that lead away: what they lead to stays as it is.
            try scene.restore(force: true)
            #expect(try outside.text("secret") == "not of this run")
        }
    }

    @Test(
        "no file gets its name before all of them are written, and the next try fetches only what is missing"
    )
    func namesComeLast() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            for index in 0..<3 { try files.put("large\(index)", Bytes.make(1_200_000 + index)) }
            for index in 0..<9 { try files.put("dir/small\(index)", "small \(index)") }
            try scene.protect()
            let objects = try scene.tree(scene.newest()).objects.count
            #expect(objects == 4)
            // The listing is read first. The last object fails, when the others are written already.
            let failing = try FaultyStore.failing(1 + objects, of: [.read], on: scene.vault().store)
            #expect(throws: LifeboatError.self) { try scene.restore(store: failing) }
            let target = try Files(scene.target)
            let there = try TreeWalk(target.root).entries.filter { $0.facts.kind == .file }
            let prefix = Array(RestorePart.prefix.utf8)
            #expect(there.count == 3 && there.allSatisfy { $0.name.last.bytes.starts(with: prefix) })
            let counting = try FaultyStore(scene.vault().store)
            try scene.restore(store: counting)
            #expect(counting.calls(of: .read) == 2)
            #expect(try target.description() == files.description())
        }
    }

    @Test("parts that have their final mode already, as 0444, keep an ordinary user from nothing")
    func readOnlyParts() throws {
        try Scene.with { scene in
            scene.width = 1
            // The group may read this vault.
            _ = try Directory.make("\(scene.path)/disk")
            try Directory(scene.path).setPermissions(FileName("disk"), 0o2750)
            let files = try Files(scene.source)
            try files.put("a", Bytes.make(1_200_000), mode: 0o444)
            try files.put("b", Bytes.make(1_200_001), mode: 0o444)
            try scene.protect()
            _ = try Directory.make(scene.target)
            try Attributes.setPermissions(Directory(scene.target).descriptor, 0o777)
            try Attributes.setPermissions(Directory(scene.path).descriptor, 0o777)
            try scene.openVault()
            let (point, target) = (try scene.newest(), scene.target)
            func restore(_ store: any Store) throws {
                let vault = try Vault(opening: store)
                let workers = Workers(width: 1)
                let plan = try RestorePlanner(vault, workers: workers, cancellation: Cancellation())
                    .plan(point, to: target, force: false)
                let restorer = Restorer(
                    vault,
                    workers: workers,
                    progress: SilentProgress(),
                    cancellation: Cancellation(),
                    restoresOwners: false
                )
                _ = try withoutPrivilege { try restorer.run(plan) }
            }
            let store = try scene.vault().store
            let objects = try scene.tree(point).objects.count
            let failing = FaultyStore.failing(1 + objects, of: [.read], on: store)
            #expect(throws: LifeboatError.self) { try restore(failing) }
            let there = try TreeWalk(Directory(target)).entries
            #expect(there.contains { $0.facts.permissions == 0o444 })
            try restore(store)
            #expect(try Files(target).bytes("a") == files.bytes("a"))
            #expect(try Files(target).bytes("b") == files.bytes("b"))
        }
    }

    @Test("small files that an earlier try wrote whole are not fetched again; those it did not are")
    func smallParts() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            for index in 0..<4 { try files.put("small\(index)", "small \(index)") }
            try scene.protect()
            let tree = try scene.tree(scene.newest())
            let target = try Files(Directory.make(scene.target).path)
            for (index, text) in ["small 0", "small 1", "smal", "smell 3"].enumerated() {
                let entry = try #require(tree.entry(FileName("small\(index)")))
                try target.put("\(RestorePart.name(of: entry, in: tree))", text)
            }
            try scene.restore()
            #expect(try target.description() == files.description())
            try target.root.removeContents()
            for entry in tree.entries {
                try target.put("\(RestorePart.name(of: entry, in: tree))", files.bytes("\(entry.name)"))
            }
            let counting = try FaultyStore(scene.vault().store)
            try scene.restore(store: counting)
            #expect(counting.calls(of: .read) == 1)
            #expect(try target.description() == files.description())
        }
    }

    @Test("a damaged object is found by what was copied of it, also where the store copies by itself")
    func damagedCopy() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("large", Bytes.make(2_000_000))
            try scene.protect()
            let object = try #require(try scene.tree(scene.newest()).objects.first)
            let key = VaultFormat.objectKey(object.name)
            let file = try Directory("\(scene.path)/disk").openOrCreate(FileName(key))
            try [UInt8(0xEE)].withUnsafeBytes { try file.write($0, at: 1_999_999) }
            let error = #expect(throws: LifeboatError.self) { try scene.restore() }
            #expect(error?.code == .corrupt && error?.path?.hasSuffix(key) == true)
            #expect(try !Files(scene.target).exists("large"))
        }
    }
}
