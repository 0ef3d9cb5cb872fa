import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// A restore after one that was stopped, and what happens beside it.
@Suite("Restore: going on")
struct RestoreResumeTests {
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
            let tree = try scene.tree(scene.newest())
            let entry = try #require(tree.entry(FileName("sparse")))
            let target = try scene.makeTarget()
            let part = try target.root.create(RestorePart.name(of: entry, in: tree))
            let garbage = [UInt8](repeating: 0xEE, count: 3 << 20)
            try garbage.withUnsafeBytes { try part.write($0, at: 0) }
            try scene.restore()
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
}
