import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@testable import LifeboatDrill

@Suite("Scratch space")
struct ScratchTests {
    private let now = Timestamp(milliseconds: 1_795_000_000_000)

    @Test("What a killed drill left is removed and told; what is in use stays; other directories stay")
    func leftovers() throws {
        try withScratchDirectory { root in
            let place = try Directory(root)
            let left = try place.makeTemporary(prefix: ScratchSpace.prefix)
            _ = try left.makeDirectory(FileName("0/closed/inner"))
            try left.setPermissions(FileName("0/closed"), 0)
            _ = try place.makeDirectory(FileName("mine"))
            let (used, none) = try ScratchSpace.make(
                below: place.makeDirectory(FileName("other")).path,
                now: now
            )
            #expect(none.isEmpty)
            let (inUse, first) = try ScratchSpace.make(below: root, now: now)
            #expect(first.map(\.code) == ["drill.leftover-removed"])
            #expect(first.map(\.path) == [left.path])
            let (second, findings) = try ScratchSpace.make(below: root, now: now)
            #expect(findings.isEmpty, "the first is still in use")
            #expect(try Directory(inUse.path).descriptor.facts().permissions == 0o700)
            for space in [used, inUse, second] { try space.remove() }
            #expect(
                Set(try place.names().map { FileName(bytes: $0) }) == [FileName("mine"), FileName("other")]
            )
        }
    }

    @Test("A directory that is not there is none for scratch space, and is not made")
    func missing() throws {
        try Scene.withRun { scene in
            let launcher = DrillLauncher(
                scratchRoot: "\(scene.root)/nowhere",
                executable: Scene.program,
                clock: scene.clock,
                progress: SilentProgress(),
                cancellation: Cancellation()
            )
            let drill = try launcher.run(scene.request())
            #expect(drill.errors == ["drill.scratch-unavailable"])
            #expect(drill.findings.first?.hint.contains("--scratch") == true)
            #expect(throws: LifeboatError.self) { try Directory("\(scene.root)/nowhere") }
        }
    }

    @Test("No scratch space is a failed drill")
    func unavailable() throws {
        try Scene.withRun { scene in
            try scene.write("file", "in the way")
            let launcher = DrillLauncher(
                scratchRoot: "\(scene.source)/file/below",
                executable: Scene.program,
                clock: scene.clock,
                progress: SilentProgress(),
                cancellation: Cancellation()
            )
            #expect(try launcher.run(scene.request()).errors == ["drill.scratch-unavailable"])
        }
    }
}
