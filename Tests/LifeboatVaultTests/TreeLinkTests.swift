import LifeboatCore
import Testing

@testable import LifeboatVault

@Suite("Links in trees")
struct TreeLinkTests {
    private static func tree(_ links: [(String, String)]) -> Tree {
        var tree = Tree()
        let contents: [(String, EntryContent)] =
            [
                ("d", .directory), ("d/e", .directory), ("f", .file(size: 0, isSparse: false, pieces: [])),
                ("d/e/g", .file(size: 0, isSparse: false, pieces: [])),
            ] + links.map { ($0.0, .link(target: Array($0.1.utf8))) }
        tree.entries = contents.map { name, content in
            Entry(
                name: FileName(name),
                content: content,
                permissions: 0,
                owner: 0,
                group: 0,
                modified: 0,
                changed: 0,
                inode: 0,
                extended: [:]
            )
        }
        .sorted { $0.name < $1.name }
        return tree
    }

    @Test(
        "a link is followed as the kernel follows it, as long as it stays inside",
        arguments: [
            ("f", "f"), ("./f", "f"), ("d//e/g", "d/e/g"), ("d/e/../../f", "f"), ("x", "d/e/g"),
            ("y/g", "d/e/g"),
            ("y/../e/g", "d/e/g"), ("/base/run/f", "f"), ("/base//run/y/g", "d/e/g"), ("d", nil), ("no", nil),
            ("../run/f", nil), ("/base/runs/f", nil), ("/base/run", nil), ("/f", nil), ("loop", nil),
            ("", nil),
            ("f/g", nil),
        ] as [(String, String?)]
    )
    func follow(target: String, file: String?) {
        let tree = Self.tree([
            ("link", target), ("x", "d/up"), ("d/up", "e/g"), ("y", "d/e"), ("loop", "pool"),
            ("pool", "loop"),
        ])
        let found = tree.file(at: FileName("link"), root: Array("/base/run".utf8))
        #expect(found?.name.description == file)
    }

    @Test("a file is itself, and a long chain has an end")
    func chain() {
        let tree = Self.tree((0..<50).map { ("l\($0)", $0 == 0 ? "f" : "l\($0 - 1)") })
        #expect(tree.file(at: FileName("d/e/g"), root: [])?.name == FileName("d/e/g"))
        #expect(tree.file(at: FileName("l39"), root: [])?.name == FileName("f"))
        #expect(tree.file(at: FileName("l40"), root: []) == nil)
    }
}
