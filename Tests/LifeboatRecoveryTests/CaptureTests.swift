import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Capture")
struct CaptureTests {
    /// One of everything that a file system can hold.
    static func makeEverything(_ files: Files) throws {
        try files.put("plain.txt", "text")
        try files.put("empty", "")
        try files.put("dir/deep/er/file", [UInt8](repeating: 7, count: 5000), mode: 0o600)
        _ = try files.root.makeDirectory(FileName("nothing in here"))
        try files.put(
            "large.dat",
            Bytes.make(3_000_000)
        )
        for (name, mode) in [("setuid", 0o4755), ("sticky", 0o1644), ("none", 0o000), ("dir/deep", 0o555)] {
            if try !files.exists(name) { try files.put(name, name) }
            try files.setMode(name, UInt32(mode))
        }
        try files.put("line\nbreak \u{1b}[31m", "odd")
        try files.root.write([1, 2], to: FileName(bytes: [0xFF, 0xFE, 0x2E, 0x62]), replacing: false)
        try files.root.makeLink(FileName("link"), to: Array("dir/deep/er/file".utf8))
        try files.root.makeLink(FileName("dangling"), to: [0x2F, 0x6E, 0x6F, 0xFF])
        let sparse = try files.root.create(FileName("sparse.dat"))
        try sparse.truncate(to: 6 << 20)
        try [UInt8](repeating: 9, count: 5000).withUnsafeBytes { try sparse.write($0, at: 3 << 20) }
        try Attributes.setExtended(try files.root.open(FileName("plain.txt")), "user.origin", [0, 1, 255])
        let directory = try files.root.directory(FileName("dir")).descriptor
        try Attributes.setExtended(directory, "user.note", Array("of a directory".utf8))
        for (name, time) in [
            ("plain.txt", 1), ("empty", 1_234_567_890_123_456_789), ("dir", 987_654_321_987_654_321),
        ]
            as [(String, Int64)]
        {
            try files.setTime(name, time)
        }
        try files.setTime("large.dat", -1_500_000_000)
    }

    @Test("everything is kept exactly and comes back exactly")
    func everything() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Self.makeEverything(files)
            let before = try files.description()
            let result = try scene.protect()
            #expect(result.isGood && result.findings.isEmpty)
            let point = try scene.newest()
            #expect(point.manifest.state == .complete)
            #expect(point.manifest.files == before.values.count { $0.hasPrefix("file") })
            #expect(try files.description() == before)
            #expect(try scene.restore().isEmpty)
            let restored = try Files(scene.target)
            #expect(try restored.description() == before)
            let sparse = try #require(try restored.root.facts(FileName("sparse.dat")))
            #expect(sparse.allocated < sparse.size / 4)
            #expect(try scene.restore().isEmpty)
            #expect(try restored.description() == before)
        }
    }

    @Test("pipes and sockets are listed with the reason why they are not held")
    func withoutContent() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("a", "a")
            #expect(makePipe("\(scene.source)/pipe"))
            try files.makeSocket("socket")
            let result = try scene.protect()
            #expect(result.isGood)
            #expect(
                result.findings.map { "\($0.severity) \($0.code) \($0.path)" } == [
                    "info capture.excluded-special src/pipe", "info capture.excluded-special src/socket",
                ]
            )
            #expect(result.findings.first?.message.hasPrefix("is a pipe, which has no content") == true)
            let point = try scene.newest()
            #expect(point.manifest.state == .complete && point.manifest.excluded == 2)
            #expect(point.manifest.findings.count == 2)
            let reasons = try scene.tree(point).entries.compactMap { entry -> String? in
                guard case .excluded(let reason) = entry.content else { return nil }
                return "\(entry.name): \(reason)"
            }
            #expect(
                reasons == ["pipe: a pipe has no content to hold", "socket: a socket has no content to hold"]
            )
            #expect(try scene.restore().map(\.code) == ["restore.excluded", "restore.excluded"])
        }
    }

    @Test("what the policy excludes is listed and not held")
    func excluded() throws {
        try Scene.with { scene in
            scene.exclude = ["*.cache"]
            let files = try Files(scene.source)
            try files.put("a", "a")
            try files.put("labels.cache", "big")
            try scene.protect()
            #expect(try scene.text("labels.cache", in: scene.newest()) == nil)
            #expect(try scene.newest().manifest.excluded == 1)
            #expect(try scene.newest().manifest.state == .complete)
        }
    }

    // MARK: each content once

    private static func objects(_ scene: Scene, _ tier: String = "disk") throws -> Int {
        try scene.vault(tier).store.list("objects/").reduce(0) { $0 + $1.size }
    }

    @Test("the same content is stored once: large and small, within a run, across runs, under a new name")
    func identical() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            let large = Bytes.make(2_000_000)
            let small = [UInt8](repeating: 3, count: 40_000)
            for run in ["one", "two"] {
                for name in ["args.yaml", "weights/a", "copy"] { try files.put("\(run)/\(name)", small) }
                for name in ["large", "again"] { try files.put("\(run)/\(name)", large) }
            }
            try scene.protect()
            #expect(try scene.points().count == 2)
            // One large, one bundle with one small (the same for both runs), two listings.
            #expect(try Self.objects(scene) < 2_000_000 + 50_000 + 2 * 4000)
            try files.put("one/renamed", large)
            try files.put("one/renamed too", small)
            try files.remove("one/large")
            let stored = try scene.protect().tiers[0]
            #expect(stored.objectsStored == 1 && stored.bytesStored < 4000)
            #expect(try scene.damage().isEmpty)
        }
    }

    @Test("without a change there is no new point and nothing is read")
    func quiet() throws {
        try Scene.with { scene in
            try CaptureTests.makeEverything(try Files(scene.source))
            try scene.protect()
            let first = try scene.newest()
            let again = try scene.protect()
            #expect(try scene.points().map(\.id) == [first.id])
            #expect(again.tiers[0].bytesRead == 0 && again.tiers[0].objectsStored == 0)
            #expect(again.tiers[0].held.map(\.isNew) == [false])
            #expect(again.tiers[0].held.map(\.point.id) == [first.id])
        }
    }

    @Test("without its caches it finds no change either")
    func quietWithoutState() throws {
        try Scene.with { scene in
            try CaptureTests.makeEverything(try Files(scene.source))
            try scene.protect()
            let first = try scene.newest()
            try Directory("\(scene.path)/state").removeContents()
            let again = try scene.protect()
            #expect(try scene.points().map(\.id) == [first.id])
            #expect(again.tiers[0].bytesRead == 0 && again.tiers[0].objectsStored == 0)
        }
    }

    @Test("a time alone makes a new point and no new object but its listing")
    func timeOnly() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for name in ["a", "b"] { try files.put(name, name) }
            try files.put("large", [UInt8](repeating: 1, count: 2_000_000))
            try scene.protect()
            try files.setTime("a", 5)
            try files.setTime("large", 6)
            let result = try scene.protect()
            #expect(result.tiers[0].objectsStored == 1)
            let points = try scene.points()
            #expect(points.count == 2 && points[0].manifest.parent == points[1].id)
            let changes = try TreeDifference.between(scene.tree(points[1]), scene.tree(points[0]))
            #expect(changes.map { "\($0.kind.mark)\($0.name)" } == ["~a", "~large"])
        }
    }

    @Test("a file that was touched just before its point is read again: a tick may hide a second change")
    func racy() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("a", "one")
            try files.put("b", "two")
            let touched = try #require(try files.root.facts(FileName("a")))
            let clock = ManualClock(Timestamp(nanoseconds: touched.changed).adding(seconds: -59))
            scene.clock = clock
            // The first point is of one second after the change.
            try scene.protect()
            #expect(try scene.protect().tiers[0].bytesRead == 6)
            // A new point of a time long after it.
            clock.advance(seconds: 3600)
            try files.put("c", "three")
            try files.setTime("c", 1)
            clock.advance(seconds: 3600)
            try scene.protect()
            #expect(try scene.protect().tiers[0].bytesRead == 0)
            #expect(try scene.points().count == 2)
        }
    }

    @Test("a changed file is read, the others are not")
    func oneChange() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for index in 0..<20 { try files.put("f\(index)", [UInt8](repeating: UInt8(index), count: 1000)) }
            try scene.protect()
            try files.put("f7", "new")
            let result = try scene.protect()
            #expect(result.tiers[0].bytesRead == 3 && result.tiers[0].objectsStored == 2)
            #expect(try scene.text("f7", in: scene.newest()) == "new")
            #expect(try scene.damage().isEmpty)
        }
    }

    @Test("a bundle of which less than half is in use is packed anew, and its rest can be collected")
    func repacked() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for index in 0..<10 {
                try files.put("f\(index)", [UInt8](repeating: UInt8(index), count: 20_000))
            }
            try scene.protect()
            let bundle = try #require(try scene.tree(scene.newest()).objects.first)
            for index in 0..<4 { try files.remove("f\(index)") }
            try scene.protect()
            #expect(try scene.tree(scene.newest()).objects == [bundle])
            for index in 4..<7 { try files.remove("f\(index)") }
            try scene.protect()
            try files.put("f9", "changed")
            try scene.protect()
            let last = try scene.tree(scene.newest())
            #expect(!last.objects.contains(bundle) && last.entries.count == 3)
            #expect(try scene.damage().isEmpty)
        }
    }

    @Test("files that grow between the walk and the read are held whole, and no object passes its bounds")
    func grown() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for index in 0..<60 { try files.put("log\(index)", "start \(index)") }
            try files.put("a.pt", Fixture.bytes("odd/state-dict.pt"))
            let source = scene.source
            let calls = Calls()
            // The checkpoint is stored first: by then the walk is over.
            scene.wrap = { store in
                FaultyStore(store) { call in
                    guard call.method == .put, call.key.hasPrefix("objects/"), calls.all.isEmpty else {
                        return nil
                    }
                    calls.note(call.key)
                    for index in 0..<60 {
                        let size = index == 0 ? 20 << 20 : 1_000_000
                        try? Files(source).overwrite(
                            "log\(index)",
                            [UInt8](repeating: UInt8(index), count: size)
                        )
                    }
                    return nil
                }
            }
            let result = try scene.protect()
            #expect(result.findings.isEmpty && !calls.all.isEmpty)
            let tree = try scene.tree(scene.newest())
            #expect(tree.bytes == (20 << 20) + 59_000_000 + (try Fixture.bytes("odd/state-dict.pt").count))
            #expect(tree.objects.allSatisfy { $0.length <= VaultFormat.objectLimit })
            try scene.restore()
            #expect(try Files(scene.target).description() == files.description())
        }
    }
}
