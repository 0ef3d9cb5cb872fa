import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers

@testable import LifeboatVault

/// A vault in memory with a clock of its own.
struct VaultFixture {
    static let start = Timestamp(milliseconds: 1_795_446_000_000)

    let clock = ManualClock(VaultFixture.start)
    let store: MemoryStore
    let vault: Vault

    init() throws {
        store = MemoryStore(clock: clock)
        vault = try Vault(making: store, set: "the-set", at: Self.start)
    }

    /// A tree of whole files with this content, and of the directories that they lie in.
    static func tree(_ files: [String: String], with writer: ObjectWriter) throws -> Tree {
        var tree = Tree()
        for (name, text) in files.sorted(by: { FileName($0.key) < FileName($1.key) }) {
            let parent = FileName(name).parent
            if !parent.bytes.isEmpty, tree.entry(parent) == nil {
                tree.entries.append(.entry(parent, .directory))
            }
            let object = try writer.store(Array(text.utf8))
            let pieces = [Piece.whole(object, &tree)]
            tree.entries.append(.file(name, size: text.utf8.count, pieces))
        }
        return tree
    }

    /// Publishes a point with these files.
    @discardableResult
    func publish(_ files: [String: String], sequence: Int = 1, with given: ObjectWriter? = nil) throws
        -> Point
    {
        let writer = try given ?? ObjectWriter(vault)
        let tree = try Self.tree(files, with: writer)
        var manifest = Sample.manifest(sequence: sequence, created: clock.now())
        manifest.listings = try TreeWriter.write(tree, with: writer)
        manifest.files = tree.files
        manifest.bytes = tree.bytes
        let reference = try writer.publish(manifest, objects: manifest.listings + tree.objects)
        return try vault.point(reference)
    }

    func check(readingData: Bool = true) throws -> VaultCheck {
        try VaultCheck(
            vault,
            readingData: readingData,
            workers: Workers(width: 2),
            progress: SilentProgress(),
            cancellation: Cancellation()
        )
    }

    /// The codes of everything that a whole check finds.
    func codes() throws -> [String] { try check().findings.map(\.code).sorted() }
}

extension Piece {
    /// A whole object as a piece of `tree`.
    static func whole(_ object: ObjectReference, _ tree: inout Tree) -> Piece {
        let index = tree.index(of: object)
        return Piece(object: index, offset: 0, length: object.length, digest: object.plain, isWhole: true)
    }
}
