import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// What a stopped restore leaves behind is nobody's content, and nobody's content is taken for it.
@Suite("Restore: parts")
struct RestorePartTests {
    private static let stray = "\(RestorePart.prefix)0123"

    @Test("what another point's stopped restore left behind is removed")
    func leftOvers() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("dir/a", "a")
            try scene.protect()
            let target = try scene.makeTarget()
            try target.put("dir/\(RestorePart.prefix)0123", "half")
            try target.put("\(RestorePart.prefix)4567", "half")
            #expect(try scene.restore().isEmpty)
            #expect(try target.description() == files.description())
        }
    }
    @Test("a protect does not take parts, and says so each time")
    func notProtected() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try Fixture.makeRun(files, "exp")
            try files.put("exp/weights/\(Self.stray)", "half")
            try files.put("exp/\(Self.stray)", "half")
            // A directory is no part, whatever its name is.
            try files.put("exp/\(RestorePart.prefix)dir/file", "mine")
            for _ in 0..<2 {
                let findings = try scene.protect().findings.filter { $0.code == "source.unfinished-restore" }
                #expect(findings.map(\.severity) == [.warning])
                #expect(findings.first?.path == "\(scene.source)/exp/\(Self.stray)")
                #expect(findings.first?.message.hasPrefix("2 parts") == true)
            }
            let names = try scene.tree(scene.newest()).entries.map(\.name.description)
            #expect(names.filter { $0.contains(RestorePart.prefix) && !$0.contains("dir") } == [])
            #expect(names.contains("\(RestorePart.prefix)dir/file"))
            #expect(try scene.newest().manifest.state == .complete)
        }
    }

    /// A point of the files in the source, in which `old` has another name.
    private static func renamed(_ old: String, _ name: FileName, _ scene: Scene) throws -> Point {
        let vault = try scene.vault()
        var manifest = try scene.newest().manifest
        var tree = try scene.tree(scene.newest())
        tree.entries = tree.entries.map { entry in
            Entry(
                name: entry.name == FileName(old) ? name : entry.name,
                content: entry.content,
                permissions: entry.permissions,
                owner: entry.owner,
                group: entry.group,
                modified: entry.modified,
                changed: entry.changed,
                inode: entry.inode,
                extended: entry.extended
            )
        }.sorted { $0.name < $1.name }
        manifest.listings = try TreeWriter.write(tree, with: ObjectWriter(vault))
        manifest.sequence += 1
        return try vault.point(vault.publish(manifest))
    }

    @Test("a point that holds such a name comes back whole, again and again", arguments: [false, true])
    func inThePoint(isTheNameOfAPart: Bool) throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("a", Bytes.make(1_200_000))
            try files.put("b", "of the run")
            try scene.protect()
            let before = try scene.tree(scene.newest())
            let entry = try #require(before.entry(FileName("a")))
            let name = isTheNameOfAPart ? RestorePart.name(of: entry, in: before) : FileName(Self.stray)
            let point = try Self.renamed("b", name, scene)
            #expect(try RestorePart.name(of: entry, in: scene.tree(point)) != name)
            for _ in 0..<2 {
                #expect(try scene.restore(point).isEmpty)
                let target = try Files(scene.target)
                #expect(try target.text(name.description) == "of the run")
                #expect(try target.bytes("a") == files.bytes("a"))
                #expect(try target.root.names().count == 2)
                try target.remove("a")
            }
        }
    }

    @Test("names and contents that run into one another still have parts of their own")
    func partNames() throws {
        let digest = Hasher256.digest(of: "x")
        func entry(_ name: [UInt8], _ pieces: [Piece]) -> Entry {
            Entry(
                name: FileName(bytes: name),
                content: .file(size: pieces.count, isSparse: false, pieces: pieces),
                permissions: 0o644,
                owner: 0,
                group: 0,
                modified: 0,
                changed: 0,
                inode: 1,
                extended: [:]
            )
        }
        let piece = Piece(object: 0, offset: 0, length: 1, digest: digest, isWhole: true)
        let one = RestorePart.name(of: entry([0x61], [piece]), in: Tree())
        #expect(one != RestorePart.name(of: entry([0x61] + digest.bytes, []), in: Tree()))
    }

    @Test("what cannot be set is told by the entry's name, and takes no rights to another owner")
    func attributes() throws {
        try withScratchDirectory { path in
            try Attributes.setPermissions(Directory(path).descriptor, 0o777)
            let entry = Entry(
                name: FileName("dir/tool"),
                content: .file(size: 0, isSparse: false, pieces: []),
                permissions: 0o4755,
                owner: 1,
                group: 1,
                modified: 0,
                changed: 0,
                inode: 1,
                extended: ["nonsense": [1]]
            )
            let findings = try withoutPrivilege {
                let file = try Directory(path).create(FileName(Self.stray))
                let findings = AttributeWriter(isPrivileged: true).apply(entry, to: file)
                #expect(try file.facts().permissions == 0o755)
                return findings
            }
            #expect(findings.map(\.code) == ["restore.attribute-lost", "restore.attribute-lost"])
            #expect(findings.allSatisfy { $0.path == "dir/tool" })
            let many = AttributeWriter.limited((0..<100).map { _ in findings[0] })
            #expect(many.count == 21 && many.last?.message.hasPrefix("80 more") == true)
        }
    }
}
