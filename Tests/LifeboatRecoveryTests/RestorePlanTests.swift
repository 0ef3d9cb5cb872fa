import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// What a restore finds in the target and makes of it.
@Suite("Restore: plans")
struct RestorePlanTests {
    @Test("a plan tells what is made, kept and replaced, and writes nothing")
    func plan() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for name in ["a", "b", "dir/c"] { try files.put(name, name) }
            try scene.protect()
            let target = try scene.makeTarget()
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
            let target = try scene.makeTarget()
            try target.put("file", "old")
            try target.put("dir", "a file in the place of a directory")
            try target.put("was dir/x/y", "a directory in the place of a file")
            try target.put("link/z", "a directory in the place of a link")
            try target.root.makeLink(FileName("link too"), to: Array("elsewhere".utf8))
            try target.put("mine", "mine")
            let before = try target.description()
            #expect(throws: LifeboatError.self) { try scene.restore() }
            #expect(try target.description() == before)
            // Directories with content in the place of a file or link stay, whatever is said.
            for full in ["link", "was dir"] {
                let refused = #expect(throws: LifeboatError.self) { try scene.restore(force: true) }
                #expect(refused?.code == .conflict && refused?.path == "\(scene.target)/\(full)")
                #expect(refused?.hint?.contains("move it away") == true)
                if full == "link" { #expect(try target.description() == before) }
                try target.root.directory(FileName(full)).removeContents()
            }
            let findings = try scene.restore(force: true)
            #expect(findings.map(\.code) == ["restore.strangers"])
            #expect(findings.first?.message.hasPrefix("holds 1 files") == true)
            #expect(try target.text("mine") == "mine")
            try target.remove("mine")
            #expect(try target.description() == files.description())
        }
    }

    @Test("a link in the place of a directory is never followed: a conflict, and with force it is replaced")
    func linksAreNotFollowed() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("dir/file", "new")
            try files.put("dir/deep/large", Bytes.make(1_200_000))
            try scene.protect()
            let target = try scene.makeTarget()
            let outside = try Files(Directory.make("\(scene.path)/outside").path)
            try outside.put("file", "somebody's")
            try outside.put("deep/x", "somebody's")
            let before = try outside.description()
            try target.root.makeLink(FileName("dir"), to: Array("\(scene.path)/outside".utf8))
            let error = #expect(throws: LifeboatError.self) { try scene.restore() }
            #expect(error?.code == .conflict && error?.message.contains("the first is dir") == true)
            #expect(try scene.restore(force: true).isEmpty)
            #expect(try target.description() == files.description())
            #expect(try outside.description() == before)
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
}
