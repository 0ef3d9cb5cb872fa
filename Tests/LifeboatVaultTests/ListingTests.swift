import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Listing")
struct ListingTests {
    private static func text(_ tree: Tree) -> [UInt8] {
        Listing.bytes(tree, tree.entries.startIndex..<tree.entries.endIndex)
    }

    private static func read(_ bytes: [UInt8]) throws -> Tree {
        var tree = Tree()
        try Listing.read(bytes, path: "p", into: &tree)
        return tree
    }

    @Test("the stored bytes are those of every earlier version")
    func golden() throws {
        #expect(try Self.text(Sample.fullTree) == Golden.bytes("listing.jsonl"))
        #expect(try Self.text(Self.read(Golden.bytes("listing.jsonl"))) == Golden.bytes("listing.jsonl"))
    }

    @Test("every kind of entry and of name survives the way through the stored form")
    func roundTrip() throws {
        let tree = Sample.fullTree
        let read = try Self.read(Self.text(tree))
        #expect(read.entries.map(\.name) == tree.entries.map(\.name))
        #expect(TreeDifference.between(tree, read).isEmpty)
        for (a, b) in zip(tree.entries, read.entries) {
            #expect(a.with(content: .directory) == b.with(content: .directory), "\(a.name)")
        }
        #expect(Set(read.objects) == Set(tree.objects))
        #expect(try Set(Listing.objects(Self.text(tree), path: "p")) == Set(tree.objects))
    }

    @Test("names of 255 bytes in every component survive")
    func longNames() throws {
        let component = [UInt8](repeating: 0xC3, count: 255)
        var tree = Tree()
        tree.entries = [
            .entry(FileName(bytes: component), .directory),
            .entry(FileName(bytes: component + [0x2F] + component), .directory),
        ]
        #expect(try Self.read(Self.text(tree)).entries.map(\.name) == tree.entries.map(\.name))
    }

    // MARK: where it is cut

    private static func many(_ count: Int, _ change: (Int) -> Int64 = { _ in 0 }) -> Tree {
        var tree = Tree()
        for index in 0..<count {
            let digits = String(100_000 + index * 2)
            tree.entries.append(.entry(FileName("d/\(digits).txt"), .directory, modified: change(index)))
        }
        return tree
    }

    private static func digests(_ tree: Tree) -> [Digest] {
        Listing.ranges(tree.entries).map { Hasher256.digest(of: Listing.bytes(tree, $0)) }
    }

    @Test("the listings of a tree are in order and leave nothing out")
    func ranges() {
        let tree = Self.many(5000)
        let ranges = Listing.ranges(tree.entries)
        #expect(ranges.count > 1 && ranges.flatMap { Array($0) } == Array(0..<5000))
        #expect(ranges.allSatisfy { $0.count <= 4096 })
        #expect(ranges.dropLast().allSatisfy { $0.count >= 256 })
        #expect(Listing.ranges([]).isEmpty)
    }

    @Test("a change of one of 5,000 entries rewrites one listing")
    func oneChange() {
        let before = Self.digests(Self.many(5000))
        for changed in [0, 1234, 2500, 4999] {
            let after = Self.digests(Self.many(5000) { $0 == changed ? 1 : 0 })
            #expect(after.count == before.count)
            #expect(Set(after).subtracting(before).count == 1)
        }
    }

    @Test("one more or one less entry rewrites at most two listings")
    func insertion() {
        let tree = Self.many(5000)
        let before = Set(Self.digests(tree))
        for place in stride(from: 1, to: 5000, by: 371) {
            var more = tree
            let digits = String(100_000 + place * 2 - 1)
            more.entries.insert(.entry(FileName("d/\(digits).txt"), .directory), at: place)
            #expect(Set(Self.digests(more)).subtracting(before).count <= 2, "one more at \(place)")
            var less = tree
            less.entries.remove(at: place)
            #expect(Set(Self.digests(less)).subtracting(before).count <= 2, "one less at \(place)")
        }
    }

    @Test("heavy entries end a listing early, so that it stays within the bounds of an object")
    func heavy() throws {
        var tree = Tree()
        let value = [UInt8](repeating: 7, count: 60_000)
        for index in 0..<700 {
            let name = FileName("f\(1000 + index)")
            tree.entries.append(.entry(name, .directory, extended: ["user.a": value]))
        }
        let store = MemoryStore()
        let vault = try Vault(making: store, set: "s", at: VaultFixture.start)
        let listings = try TreeWriter.write(tree, with: ObjectWriter(vault))
        #expect(listings.count > 1 && listings.allSatisfy { $0.length <= VaultFormat.objectLimit })
        var manifest = Sample.manifest()
        manifest.listings = listings
        #expect(try vault.tree(of: manifest).entries == tree.entries)
    }

    // MARK: hostile listings

    private static let name = JSON.string(Hasher256.digest(of: "x").hex)
    private static let entry: JSON = [
        "path": "a", "type": "file", "size": 5, "pieces": [[0, 0, 5]], "mode": 420, "uid": 0, "gid": 0,
        "mtime": 0, "ctime": 0, "inode": "1",
    ]

    private static let directory: JSON = [
        "path": "d", "type": "directory", "mode": 493, "uid": 0, "gid": 0, "mtime": 0, "ctime": 0,
        "inode": "2",
    ]

    private static func listing(_ entries: [JSON], header: JSON? = nil) -> [UInt8] {
        let objects: JSON = [["name": name, "length": 5]]
        let header = header ?? ["schema": "lifeboat.listing/1", "requires": [], "objects": objects]
        return ([header] + entries).flatMap { $0.canonical + [0x0A] }
    }

    @Test("the plain listing that the hostile ones are made from is read")
    func plain() throws { #expect(try Self.read(Self.listing([Self.entry])).bytes == 5) }

    @Test(
        "names that leave the tree are refused",
        arguments: ["..", "a/../b", "/etc/passwd", ".", "a//b", "a/", "", "a/./b", "a\u{0}b"]
    )
    func unsafeNames(name: String) {
        let error = #expect(throws: LifeboatError.self) {
            try Self.read(Self.listing([Self.entry.with("path", .string(name))]))
        }
        #expect(error?.code == .unsafePath)
    }

    @Test("what lies below a file, below a link, in no directory or under too long a name is refused")
    func noPlace() throws {
        let inside = Self.entry.with("path", "d/a")
        let link: JSON = [
            "path": "d", "type": "link", "target": "x", "mode": 511, "uid": 0, "gid": 0, "mtime": 0,
            "ctime": 0,
            "inode": "2",
        ]
        let long = Self.entry.with("path", .string(String(repeating: "n", count: 256)))
        for entries in [[Self.entry.with("path", "d"), inside], [link, inside], [inside], [long]] {
            let error = #expect(throws: LifeboatError.self) { try Self.read(Self.listing(entries)) }
            #expect(error?.code == .corrupt && error?.message.contains("cannot be restored") == true)
        }
        #expect(try Self.read(Self.listing([Self.directory, inside, inside.with("path", "d/b")])).files == 2)
    }

    @Test("a name in base64 is held to the same rule")
    func unsafeBase64() {
        let hidden = Self.entry.with("pathBase64", .string(Base64.encode(Array("../x".utf8))))
        let error = #expect(throws: LifeboatError.self) { try Self.read(Self.listing([hidden])) }
        #expect(error?.code == .unsafePath)
    }

    @Test(
        "hostile or damaged members are corrupt, never a trap",
        arguments: [
            ("pieces", [[1, 0, 5]]), ("pieces", [[-1, 0, 5]]), ("pieces", [[0, 1, 5]]),
            ("pieces", [[0, 0, 6]]), ("pieces", [[0, -1, 5]]), ("pieces", [[0, 0, -5]]), ("pieces", [5]),
            ("pieces", [[0, 9_223_372_036_854_775_807, 9_223_372_036_854_775_807, "x"]]),
            ("pieces", [[0, 0, 4]]), ("pieces", [[0, 0, 5, "short"]]), ("pieces", [[0, 0]]),
            ("pieces", [[0, 0, 5], [0, 0, 5]]), ("pieces", []), ("pieces", nil),
            ("size", -1), ("size", 9_223_372_036_854_775_807), ("size", "5"),
            ("mode", -1), ("mode", 4_294_967_296), ("mode", 0o10000), ("mode", 0o100644),
            ("uid", 4_294_967_295), ("gid", 4_294_967_295), ("gid", -1), ("uid", .double(1e99)), ("gid", nil),
            ("mtime", "x"),
            ("inode", "x"), ("inode", 1), ("inode", "99999999999999999999"),
            ("xattrs", ["user.a": "not base64"]), ("pathBase64", "?"), ("path", 1), ("type", nil),
        ] as [(String, JSON)]
    )
    func hostile(key: String, value: JSON) {
        let error = #expect(throws: LifeboatError.self) {
            try Self.read(Self.listing([Self.entry.with(key, value)]))
        }
        #expect(error?.code == .corrupt)
    }

    @Test("the greatest mode, owner and group are read")
    func greatest() throws {
        let entry = Self.entry.with("mode", 0o7777).with("uid", 4_294_967_294).with("gid", 4_294_967_294)
        let read = try #require(Self.read(Self.listing([entry])).entries.first)
        #expect(read.permissions == 0o7777 && read.owner == .max - 1 && read.group == .max - 1)
    }

    @Test("what is hostile in a stored listing is told with the listing's path and the name of the entry")
    func told() throws {
        let fixture = try VaultFixture()
        let twice = Array("{\"path\":\"a\",\"path\":\"b\"}\n".utf8)
        let listings: [([UInt8], String)] = [
            (Self.listing([Self.entry.with("mode", 0o10000)]), "\"mode\" of a is out of bounds"),
            (Self.listing([Self.entry.with("uid", 4_294_967_295)]), "\"uid\" of a is out of bounds"),
            (Self.listing([]) + twice, "key \"path\" is there twice"),
        ]
        for (bytes, message) in listings {
            let object = try ObjectWriter(fixture.vault).store(bytes)
            var manifest = Sample.manifest()
            manifest.listings = [object]
            let error = #expect(throws: LifeboatError.self) { try fixture.vault.tree(of: manifest) }
            #expect(error?.code == .corrupt && error?.message.contains(message) == true, "\(message)")
            #expect(error?.path?.hasSuffix(VaultFormat.objectKey(object.name)) == true)
        }
    }

    @Test("names out of order and names twice are refused, across listings too")
    func order() throws {
        let b = Self.entry.with("path", "b")
        for entries in [[b, Self.entry], [Self.entry, Self.entry]] {
            #expect(throws: LifeboatError.self) { try Self.read(Self.listing(entries)) }
            var tree = Tree()
            try Listing.read(Self.listing([entries[0]]), path: "p", into: &tree)
            #expect(throws: LifeboatError.self) {
                try Listing.read(Self.listing([entries[1]]), path: "p", into: &tree)
            }
        }
        // A directory comes right before what it holds: "/" sorts before every other byte.
        let names = ["d/z", "d-b", "d.b"].map { Self.entry.with("path", .string($0)) }
        #expect(try Self.read(Self.listing([Self.directory] + names)).entries.count == 4)
    }

    @Test("newer listings, unknown features and unknown types are refused as unsupported")
    func newer() {
        let headers: [JSON] = [
            ["schema": "lifeboat.listing/2", "requires": [], "objects": []],
            ["schema": "lifeboat.listing/1", "requires": ["holes"], "objects": []],
            ["schema": "lifeboat.listing/1", "requires": [1], "objects": []],
        ]
        let listings =
            headers.map { Self.listing([], header: $0) } + [Self.listing([Self.entry.with("type", "door")])]
        for bytes in listings {
            let error = #expect(throws: LifeboatError.self) { try Self.read(bytes) }
            #expect(error?.code == .unsupported)
        }
    }

    @Test("a listing that is cut off anywhere is refused")
    func cutOff() {
        let bytes = Self.text(Sample.fullTree)
        for length in 0..<bytes.count where length == 0 || bytes[length - 1] != 0x0A {
            #expect(throws: LifeboatError.self) { try Self.read(Array(bytes[..<length])) }
        }
    }

    @Test("random damage is an error or a tree, never a trap")
    func mutations() {
        let bytes = Self.text(Sample.fullTree)
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2000 {
            var changed = bytes
            for _ in 0...2 {
                changed[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 32...126,
                    using: &random
                )
            }
            _ = try? Self.read(changed)
        }
    }
}
