import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("TreeWalk")
struct TreeWalkTests {
    private static func make(_ path: String, _ names: [String]) throws -> Directory {
        let root = try Directory(path)
        for name in names { try root.write([1], to: FileName(name), replacing: false) }
        return root
    }

    @Test("finds everything, in the order of names, a directory before what it holds")
    func order() throws {
        try withScratchDirectory { path in
            let root = try Self.make(path, ["b", "a/z", "a/b/c", "a-b", "a.b", "ab", "A"])
            let walk = try TreeWalk(root)
            #expect(
                walk.entries.map(\.name.description) == [
                    "A", "a", "a/b", "a/b/c", "a/z", "a-b", "a.b", "ab", "b",
                ]
            )
            #expect(walk.entries.map(\.name) == walk.entries.map(\.name).sorted())
            #expect(walk.failures.isEmpty)
        }
    }

    @Test("lists links and pipes and follows neither")
    func kinds() throws {
        try withScratchDirectory { path in
            let root = try Self.make(path, ["dir/file"])
            try root.makeLink(FileName("loop"), to: Array(".".utf8))
            try root.makeLink(FileName("broken"), to: Array("none".utf8))
            try #require(makePipe("\(path)/pipe"))
            let kinds = try TreeWalk(root).entries.map { "\($0.name) \($0.facts.kind.rawValue)" }
            #expect(kinds == ["broken link", "dir directory", "dir/file file", "loop link", "pipe pipe"])
        }
    }

    @Test("leaves out what it is told to, with all below it")
    func skip() throws {
        try withScratchDirectory { path in
            let root = try Self.make(path, ["keep/x", "drop/x", "keep/drop/y", "z"])
            let walk = try TreeWalk(root) { name, _ in name.last == FileName("drop") }
            #expect(walk.entries.map(\.name.description) == ["keep", "keep/x", "z"])
        }
    }

    @Test("a directory that cannot be read is a failure, and the walk goes on")
    func failures() throws {
        try withScratchDirectory { path in
            let root = try Self.make(path, ["a/x", "b/x"])
            try Attributes.setPermissions(root.descriptor, 0o755)
            try Attributes.setPermissions(root.directory(FileName("b")).descriptor, 0o755)
            let closed = try root.directory(FileName("a")).descriptor
            try Attributes.setPermissions(closed, 0o000)
            let walk = try withoutPrivilege { try TreeWalk(root) }
            try Attributes.setPermissions(closed, 0o755)
            #expect(walk.entries.map(\.name.description) == ["a", "b", "b/x"])
            #expect(walk.failures.map(\.name.description) == ["a"])
            #expect(walk.failures.first?.error.code == .inputOutput)
        }
    }

    @Test("a root that cannot be read is an error, not an empty tree")
    func root() throws {
        try withScratchDirectory { path in
            let root = try Self.make(path, ["x"])
            try Attributes.setPermissions(root.descriptor, 0o000)
            _ = try withoutPrivilege { #expect(throws: LifeboatError.self) { try TreeWalk(root) } }
        }
    }
}
