import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("Directory")
struct DirectoryTests {
    private static func withDirectory(_ body: (Directory) throws -> Void) throws {
        try withScratchDirectory { path in try body(Directory(path)) }
    }

    @Test(
        "names that lead out of it, or that C would read otherwise, are refused by every method",
        arguments: ["", "..", "../x", "a/../../x", "/etc", ".", "a//b", "a/", "..\0x", "a\0b"]
    )
    func leaving(_ text: String) throws {
        try withScratchDirectory { path in
            let root = try Directory.make("\(path)/root")
            let name = FileName(text)
            let ok = FileName("ok")
            try root.write([1], to: ok, replacing: false)
            let calls: [() throws -> Void] = [
                { _ = try root.directory(name) }, { _ = try root.makeDirectory(name) },
                { _ = try root.open(name) },
                { _ = try root.create(name) }, { _ = try root.openOrCreate(name) },
                { _ = try root.facts(name) },
                { try root.rename(ok, to: name) }, { try root.rename(name, to: ok) },
                { _ = try root.renameExclusively(ok, to: name) }, { _ = try root.removeFile(name) },
                { _ = try root.removeDirectory(name) }, { try root.makeLink(name, to: [0x78]) },
                { _ = try root.linkTarget(name) }, { try root.write([1], to: name, replacing: true) },
            ]
            // The empty name is the directory itself, which the first two open.
            for call in calls.dropFirst(text.isEmpty ? 2 : 0) {
                let error = #expect(throws: LifeboatError.self) { try call() }
                #expect(error?.code == .unsafePath)
            }
            #expect(try Directory(path).names().count == 1)
            #expect(try root.names() == [Array("ok".utf8)])
        }
    }

    @Test("no link is followed, at the end or on the way")
    func links() throws {
        try withScratchDirectory { path in
            let outside = try Directory.make("\(path)/outside")
            try outside.write([9], to: FileName("file"), replacing: false)
            let root = try Directory.make("\(path)/root")
            try root.makeLink(FileName("dir"), to: Array("../outside".utf8))
            try root.makeLink(FileName("file"), to: Array("../outside/file".utf8))
            let calls: [() throws -> Void] = [
                { _ = try root.directory(FileName("dir")) }, { _ = try root.open(FileName("file")) },
                { _ = try root.open(FileName("dir/file")) }, { _ = try root.facts(FileName("dir/file")) },
                { _ = try root.makeDirectory(FileName("dir/new")) },
                { _ = try root.openOrCreate(FileName("file")) },
                { _ = try root.removeFile(FileName("dir/file")) },
            ]
            for call in calls {
                let error = #expect(throws: LifeboatError.self) { try call() }
                #expect(error?.code == .unsafePath)
            }
            #expect(try root.facts(FileName("file"))?.kind == .link)
            #expect(try root.linkTarget(FileName("dir")) == Array("../outside".utf8))
            try root.removeContents()
            #expect(try root.names().isEmpty)
            #expect(try outside.open(FileName("file")).contents(limit: 9) == [9])
        }
    }

    @Test("names are bytes, and none is lost")
    func names() throws {
        try Self.withDirectory { root throws in
            let names: [[UInt8]] = [
                [0x61], [0xFF, 0xFE], Array("é😀".utf8), [0x0A], Array(".h".utf8), Array("...".utf8),
            ]
            for name in names { try root.write([1], to: FileName(bytes: name), replacing: false) }
            #expect(Set(try root.names()) == Set(names))
        }
    }

    @Test("missing things are nil, false or notFound")
    func missing() throws {
        try Self.withDirectory { root throws in
            #expect(try root.facts(FileName("a/b")) == nil)
            #expect(try !root.removeFile(FileName("a/b")) && !root.removeDirectory(FileName("a")))
            let calls: [() throws -> Void] = [
                { _ = try root.open(FileName("a")) }, { _ = try root.directory(FileName("a")) },
            ]
            for call in calls {
                let error = #expect(throws: LifeboatError.self) { try call() }
                #expect(error?.code == .notFound)
            }
        }
    }

    @Test("renaming replaces, unless it is told not to")
    func renaming() throws {
        try Self.withDirectory { root throws in
            for (name, byte) in [("a", 1), ("b", 2)] as [(String, UInt8)] {
                try root.write([byte], to: FileName(name), replacing: false)
            }
            #expect(try !root.renameExclusively(FileName("a"), to: FileName("b")))
            #expect(try root.open(FileName("b")).contents(limit: 1) == [2])
            try root.rename(FileName("a"), to: FileName("b"))
            #expect(try root.open(FileName("b")).contents(limit: 1) == [1])
            #expect(try root.renameExclusively(FileName("b"), to: FileName("c")))
            #expect(try root.names() == [[0x63]])
        }
    }

    @Test("everything in it goes, directories without rights included; it stays itself")
    func removal() throws {
        try Self.withDirectory { root throws in
            try root.write([1], to: FileName("a/b/c/file"), replacing: false)
            try Attributes.setPermissions(root.directory(FileName("a/b")).descriptor, 0o500)
            try root.removeContents()
            #expect(try root.names().isEmpty)
        }
    }

    @Test("a place where a file stands cannot become a directory")
    func conflict() throws {
        try Self.withDirectory { root throws in
            try root.write([1], to: FileName("a"), replacing: false)
            let error = #expect(throws: LifeboatError.self) { try root.makeDirectory(FileName("a/b")) }
            #expect(error?.code == .conflict)
        }
    }

    @Test("free bytes are a number of bytes")
    func free() throws { try Self.withDirectory { root throws in #expect(try root.freeBytes() > 0) } }
}
