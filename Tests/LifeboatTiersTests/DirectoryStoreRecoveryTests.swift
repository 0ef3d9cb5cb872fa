import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@testable import LifeboatTiers

@Suite("DirectoryStore after a crash")
struct DirectoryStoreRecoveryTests {
    private static let now = SystemClock().now()
    private static let trash = DirectoryStore.trash

    private static func withStore(_ body: (DirectoryStore) throws -> Void) throws {
        try withScratchDirectory { path in try body(DirectoryStore(path)) }
    }

    @Test("unfinished writes are unseen, and swept once they are old enough")
    func unfinished() throws {
        try Self.withStore { store in
            try store.put("a/k", [1], .ifAbsent)
            for name in ["\(Directory.temporaryPrefix)1-x", "a/\(Directory.temporaryPrefix)2-y"] {
                try store.root.write([1, 2], to: FileName(name), replacing: false)
            }
            #expect(try store.list("").map(\.key) == ["a/k"])
            #expect(try store.sweep(olderThan: Self.now.adding(seconds: -3600)) == 0)
            #expect(try store.sweep(olderThan: Self.now.adding(seconds: 3600)) == 2)
            #expect(try store.root.directory(FileName("a")).names() == [Array("k".utf8)])
            #expect(try store.list("").map(\.key) == ["a/k"])
        }
    }

    @Test("a deletion that was killed is undone, unless the key was written again")
    func killedDeletion() throws {
        try Self.withStore { store in
            try store.put("x/written-again", [2], .ifAbsent)
            try store.root.write([1], to: FileName("\(Self.trash)/x~written-again+1"), replacing: false)
            try store.root.write([7], to: FileName("\(Self.trash)/x~only-aside+2"), replacing: false)
            #expect(try store.list("").map(\.key) == ["x/written-again"])
            _ = try store.sweep(olderThan: Self.now)
            #expect(try store.get("x/written-again", limit: 9) == [2])
            #expect(try store.get("x/only-aside", limit: 9) == [7])
            #expect(try store.root.directory(FileName(Self.trash)).names().isEmpty)
        }
    }

    @Test("a deletion that finds a file written since it looked puts it back")
    func writtenMeanwhile() throws {
        try Self.withStore { store in
            try store.put("a/k", [1], .ifAbsent)
            let written = try #require(try store.facts("a/k")).written
            #expect(try !store.deleteAside("a/k", unlessWrittenSince: written))
            #expect(try store.get("a/k", limit: 9) == [1] && store.facts("a/k")?.written == written)
            #expect(try store.deleteAside("a/k", unlessWrittenSince: written.adding(seconds: 60)))
            #expect(try !store.deleteAside("a/k", unlessWrittenSince: written))
            #expect(try store.list("").isEmpty)
            #expect(try store.root.directory(FileName(Self.trash)).names().isEmpty)
        }
    }

    @Test(
        "what no deletion left in the trash, as a name that leads out of the store, stays there and is named"
    )
    func hostileTrash() throws {
        try withScratchDirectory { path in
            let store = try DirectoryStore.make("\(path)/store")
            try store.root.write([1], to: FileName("\(Self.trash)/..~escaped+1"), replacing: false)
            try store.root.write([1], to: FileName("\(Self.trash)/stray"), replacing: false)
            #expect(try store.sweep(olderThan: Self.now) == 0)
            #expect(try store.list("").isEmpty)
            let strangers = try store.ownStrangers().map(\.name).sorted()
            #expect(strangers == ["..~escaped+1", "stray"].map { "\(Self.trash)/\($0)" })
            #expect(try Directory(path).names().count == 1)
        }
    }

    @Test("a deletion leaves nothing aside, and the trash holds the longest key")
    func trashIsEmpty() throws {
        try Self.withStore { store in
            let key = "d/" + String(repeating: "k", count: 238)
            try store.put(key, [1], .ifAbsent)
            #expect(try store.delete(key, unlessWrittenSince: Self.now.adding(seconds: 3600)))
            #expect(try store.root.directory(FileName(Self.trash)).names().isEmpty)
        }
    }

    @Test("file times tick coarsely: what was written a moment before the given time stays")
    func coarseTimes() throws {
        try Self.withStore { store in
            for _ in 0..<200 {
                let before = SystemClock().now()
                try store.put("k", [1], .replacing)
                #expect(try !store.delete("k", unlessWrittenSince: before))
            }
        }
    }
}
