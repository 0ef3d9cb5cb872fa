import LifeboatCore
import LifeboatTestSupport
import Testing

@testable import LifeboatVault

@Suite("Difference of trees")
struct TreeDifferenceTests {
    private static func tree(_ entries: [(String, String)]) -> Tree {
        var tree = Tree()
        for (name, text) in entries {
            let object = ObjectReference(digest: Hasher256.digest(of: text), length: text.utf8.count)
            let piece = Piece.whole(object, &tree)
            tree.entries.append(.file(name, size: text.utf8.count, [piece]))
        }
        return tree
    }

    private static func lines(_ a: Tree, _ b: Tree) -> [String] {
        TreeDifference.between(a, b).map { "\($0.kind.mark)\($0.name)" }
    }

    @Test("what is added, removed and changed, in the order of names")
    func kinds() {
        let a = Self.tree([("a", "1"), ("b", "2"), ("d", "4"), ("z", "9")])
        let b = Self.tree([("b", "3"), ("c", "2"), ("d", "4"), ("y", "0"), ("zz", "1")])
        #expect(Self.lines(a, b) == ["-a", "*b", "+c", "+y", "-z", "+zz"])
        #expect(Self.lines(b, a) == ["+a", "*b", "-c", "-y", "+z", "-zz"])
        #expect(Self.lines(a, a).isEmpty)
        #expect(Self.lines(Tree(), a) == ["+a", "+b", "+d", "+z"])
        #expect(Self.lines(a, Tree()) == ["-a", "-b", "-d", "-z"])
    }

    @Test("the same content in another object is no change, another type is one")
    func content() {
        let whole = Self.tree([("a", "member")])
        var bundled = Tree()
        let piece = Piece(
            object: bundled.index(of: Sample.object("bundle", 2048)),
            offset: 512,
            length: 6,
            digest: Hasher256.digest(of: "member"),
            isWhole: false
        )
        bundled.entries = [.file("a", size: 6, [piece])]
        #expect(Self.lines(whole, bundled).isEmpty)
        var link = Tree()
        link.entries = [.entry(FileName("a"), .link(target: [0x62]))]
        #expect(Self.lines(whole, link) == ["*a"])
    }

    @Test("mode, time and extended attributes alone are a change of attributes")
    func attributes() {
        func tree(_ permissions: UInt32, _ time: Int64, _ extended: [String: [UInt8]]) -> Tree {
            var tree = Tree()
            tree.entries = [
                .entry(
                    FileName("a"),
                    .directory,
                    permissions: permissions,
                    modified: time,
                    extended: extended
                )
            ]
            return tree
        }
        let plain = tree(0o755, 1, [:])
        #expect(Self.lines(plain, tree(0o700, 1, [:])) == ["~a"])
        #expect(Self.lines(plain, tree(0o755, 2, [:])) == ["~a"])
        #expect(Self.lines(plain, tree(0o755, 1, ["user.x": []])) == ["~a"])
    }

    @Test("the JSON and the text tell the lengths")
    func lengths() throws {
        let changed = try #require(
            TreeDifference.between(Self.tree([("a", "1")]), Self.tree([("a", "22")])).first
        )
        #expect(changed.json == ["path": "a", "change": "changed", "sizeBefore": 1, "sizeAfter": 2])
        #expect(changed.sizeText == "  1 B -> 2 B")
    }
}
