import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Synchronization
import Testing

@testable import LifeboatRecovery

/// Files without checksums that are written while they are read.
@Suite("Changing files")
struct ChangingTests {
    private static let size = 1_200_000

    /// Runs `change` whenever a piece of the file is about to be stored: after it was read, and before it is
    /// looked at again.
    private static func whenStored(_ change: @escaping @Sendable () -> Void)
        -> @Sendable (any Store) -> any Store
    {
        { store in
            FaultyStore(store) { call in
                if call.method == .put, call.key.hasPrefix("objects/") { change() }
                return nil
            }
        }
    }

    @Test("a long log that grows under every read is held as it was, and the point is complete")
    func grows() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            let start = [UInt8](repeating: 0x61, count: Self.size)
            try files.put("log", start)
            let source = scene.source
            scene.wrap = Self.whenStored { try? Files(source).append("log", "more\n") }
            let result = try scene.protect()
            #expect(result.isGood && result.findings.map(\.code) == ["capture.changing"])
            let point = try scene.newest()
            #expect(point.manifest.state == .complete)
            #expect(result.tiers[0].held.allSatisfy { $0.confirmed != nil })
            let text = try #require(try scene.text("log", in: point))
            let now = try files.text("log")
            #expect(text.utf8.count >= Self.size && text.utf8.count < now.utf8.count && now.hasPrefix(text))
            #expect(try scene.damage().isEmpty)
        }
    }

    @Test("a long file that is rewritten under every read is left out, and the point is incomplete")
    func rewritten() throws {
        try Scene.with { scene in
            scene.width = 1
            let files = try Files(scene.source)
            try files.put("base", [UInt8](repeating: 0, count: Self.size))
            try files.put("other", "other")
            try scene.protect()
            let whole = try scene.newest()
            let source = scene.source
            let rounds = Calls()
            try files.overwrite("base", [UInt8](repeating: 1, count: Self.size))
            scene.wrap = Self.whenStored {
                rounds.note("")
                let bytes = [UInt8](
                    repeating: UInt8(truncatingIfNeeded: rounds.all.count + 1),
                    count: Self.size
                )
                try? Files(source).overwrite("base", bytes)
            }
            let result = try scene.protect()
            #expect(!result.isGood && result.findings.map(\.code) == ["capture.torn"])
            let point = try scene.newest()
            #expect(point.manifest.state == .incomplete && point.manifest.findings.count == 1)
            // No older state of it is put into the new point, and the older point keeps it.
            #expect(try scene.text("base", in: point) == nil && scene.text("other", in: point) == "other")
            #expect(try scene.text("base", in: whole)?.utf8.count == Self.size)
            scene.wrap = { $0 }
            #expect(try scene.protect().isGood && scene.newest().manifest.state == .complete)
        }
    }

    @Test("a short log is always held, however fast it grows", .timeLimit(.minutes(5)))
    func shortLog() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("log", "0\n")
            let isOver = Atomic<Bool>(false)
            let scene = scene
            _ = try Workers(width: 2).map(2) { job in
                if job == 0 {
                    defer { isOver.store(true, ordering: .relaxed) }
                    for _ in 0..<20 {
                        let result = try scene.protect()
                        #expect(
                            result.isGood
                                && Set(result.findings.map(\.code)).isSubset(of: ["capture.changing"])
                        )
                    }
                } else {
                    // Short enough to travel in a bundle to the end.
                    var line = 1
                    while !isOver.load(ordering: .relaxed), line < 100_000 {
                        try Files(scene.source).append("log", "\(line)\n")
                        line += 1
                    }
                }
            }
            let lines = (0..<100_000).map(String.init).joined(separator: "\n") + "\n"
            for point in try scene.points() {
                #expect(point.manifest.state == .complete)
                #expect(try lines.hasPrefix(scene.text("log", in: point) ?? "-"))
            }
        }
    }
}
