import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@testable import LifeboatTiers

@Suite("DirectoryStore")
struct DirectoryStoreTests {
    private static let future = Timestamp(milliseconds: 253_000_000_000_000)

    private static func withStore(_ body: (DirectoryStore) throws -> Void) throws {
        try withScratchDirectory { path in try body(DirectoryStore(path)) }
    }

    @Test("is not made where there is no directory")
    func missing() throws {
        try withScratchDirectory { path in
            let missing = #expect(throws: LifeboatError.self) { try DirectoryStore("\(path)/none") }
            #expect(missing?.code == .notFound)
            try Directory(path).write([1], to: FileName("file"), replacing: false)
            let file = #expect(throws: LifeboatError.self) { try DirectoryStore("\(path)/file") }
            #expect(file?.path?.hasSuffix("/file") == true)
            #expect(throws: LifeboatError.self) { try DirectoryStore.make("\(path)/file") }
        }
    }

    @Test("the key is the path of the file")
    func layout() throws {
        try Self.withStore { store in
            try store.put("a/b.json", [1, 2], .ifAbsent)
            #expect(try Descriptor.reading("\(store.address)/a/b.json").contents(limit: 9) == [1, 2])
        }
    }

    @Test("files whose names are no keys are neither listed nor entered")
    func strangers() throws {
        try Self.withStore { store in
            try store.put("k", [1], .ifAbsent)
            for name in ["notes~", "a b/c", "lost+found/x", ".lifeboat-tmp-1-x", "é"] {
                try store.root.write([1], to: FileName(name), replacing: false)
            }
            try store.root.write([1], to: FileName(bytes: [0x61, 0xFF]), replacing: false)
            #expect(try store.list("").map(\.key) == ["k"])
        }
    }

    @Test("a link inside the store is neither listed, read, written through nor taken for a key")
    func links() throws {
        try withScratchDirectory { path in
            let outside = try Directory.make("\(path)/outside")
            try outside.write([9], to: FileName("secret"), replacing: false)
            let store = try DirectoryStore.make("\(path)/store")
            try store.root.makeLink(FileName("file"), to: Array("../outside/secret".utf8))
            try store.root.makeLink(FileName("dir"), to: Array("../outside".utf8))
            #expect(try store.list("").isEmpty)
            #expect(try store.facts("file") == nil)
            for key in ["file", "dir/secret"] {
                let error = #expect(throws: LifeboatError.self) { try store.get(key, limit: 9) }
                #expect(error?.code == .unsafePath)
                #expect(throws: LifeboatError.self) { try store.put(key, [1], .ifAbsent) }
            }
            #expect(throws: LifeboatError.self) { try store.put("dir/new", [1], .replacing) }
            #expect(throws: LifeboatError.self) { try store.list("dir/") }
            // A link itself may be replaced: what it leads to stays.
            try store.put("file", [1], .replacing)
            #expect(try outside.open(FileName("secret")).contents(limit: 9) == [9])
            #expect(try outside.names().count == 1)
        }
    }

    @Test("a directory or a file in the way is a conflict, and stays")
    func inTheWay() throws {
        try Self.withStore { store in
            try store.put("a/b", [1], .ifAbsent)
            for mode in [PutMode.ifAbsent, .replacing] {
                for key in ["a", "a/b/c"] {
                    let error = #expect(throws: LifeboatError.self) { try store.put(key, [2], mode) }
                    #expect(error?.code == .conflict, "\(key)")
                }
            }
            #expect(try store.list("").map(\.key) == ["a/b"])
            #expect(try store.root.names().count == 1)
        }
    }

    @Test("a file that is none is not read and does not stall the reader")
    func pipe() throws {
        try Self.withStore { store in
            try #require(makePipe("\(store.address)/pipe"))
            let error = #expect(throws: LifeboatError.self) { try store.get("pipe", limit: 9) }
            // It is not missing: something stands in its place.
            #expect(error?.code == .corrupt)
            #expect(try store.facts("pipe") == nil && store.list("").isEmpty)
        }
    }

    @Test("what is no key is told with the listing, and the store's own names are not")
    func listedStrangers() throws {
        try Self.withStore { store in
            try store.put("a/k", [1], .ifAbsent)
            try #require(makePipe("\(store.address)/a/pipe"))
            try #require(makePipe("\(store.address)/a/b c"))
            let directory = try store.root.directory(FileName("a"))
            try directory.makeLink(FileName("link"), to: Array("k".utf8))
            _ = try directory.makeDirectory(FileName("d"))
            _ = try directory.makeDirectory(FileName(".lifeboat-own"))
            let listing = try store.listing("a/")
            #expect(listing.facts.map(\.key) == ["a/k"])
            let names = listing.strangers.map { [$0.name, $0.what, $0.isDirectory ? "directory" : ""] }
            #expect(
                Set(names) == [
                    ["a/b c", "a pipe whose name no key has", ""], ["a/pipe", "a pipe", ""],
                    ["a/link", "a symbolic link", ""], ["a/d", "a directory", "directory"],
                ]
            )
            #expect(try store.listing("none/").strangers.isEmpty)
        }
    }

    @Test("without the right to write or read, the error says so and nothing is left behind")
    func permission() throws {
        try Self.withStore { store in
            try store.put("a/k", [1], .ifAbsent)
            let directory = try store.root.directory(FileName("a")).descriptor
            try Attributes.setPermissions(store.root.descriptor, 0o755)
            try Attributes.setPermissions(directory, 0o555)
            try withoutPrivilege {
                let error = #expect(throws: LifeboatError.self) { try store.put("a/new", [1], .ifAbsent) }
                #expect(error?.code == .inputOutput && error?.hint?.isEmpty == false)
                #expect(throws: LifeboatError.self) { try store.delete("a/k", unlessWrittenSince: nil) }
            }
            try Attributes.setPermissions(directory, 0o000)
            try withoutPrivilege {
                #expect(throws: LifeboatError.self) { try store.get("a/k", limit: 9) }
                // A part of the store that cannot be read must not look like an empty one.
                #expect(throws: LifeboatError.self) { try store.list("") }
            }
            try Attributes.setPermissions(directory, 0o755)
            #expect(try store.root.directory(FileName("a")).names().count == 1)
        }
    }

    private static func permissions(_ path: String, below store: DirectoryStore) throws -> UInt32? {
        try store.root.facts(FileName(path))?.permissions
    }

    @Test("what it makes is for its owner alone, and what was there keeps its mode")
    func modes() throws {
        try withScratchDirectory { path in
            let store = try DirectoryStore.make("\(path)/vault")
            try store.put("a/b/c", [1], .ifAbsent)
            #expect(try store.root.descriptor.facts().permissions == 0o700)
            #expect(try Self.permissions("a", below: store) == 0o700)
            #expect(try Self.permissions("a/b", below: store) == 0o700)
            #expect(try Self.permissions("a/b/c", below: store) == 0o600)
            #expect(try store.deleteAside("a/b/c", unlessWrittenSince: Self.future))
            #expect(try Self.permissions(DirectoryStore.trash, below: store) == 0o700)
            try Directory(path).setPermissions(FileName("vault"), 0o755)
            try DirectoryStore.make("\(path)/vault").put("d/e", [1], .replacing)
            #expect(try store.root.descriptor.facts().permissions == 0o755)
            #expect(try Self.permissions("d", below: store) == 0o700)
            #expect(try Self.permissions("d/e", below: store) == 0o600)
        }
    }

    @Test("a directory that a group shares lets the group have what it may do there")
    func shared() throws {
        try withScratchDirectory { path in
            _ = try Directory.make("\(path)/vault", mode: 0o700)
            try Directory(path).setPermissions(FileName("vault"), 0o2750)
            let store = try DirectoryStore("\(path)/vault")
            try store.put("a/b", [1], .ifAbsent)
            #expect(try Self.permissions("a", below: store).map { $0 & 0o777 } == 0o750)
            #expect(try Self.permissions("a/b", below: store) == 0o640)
        }
    }
}
