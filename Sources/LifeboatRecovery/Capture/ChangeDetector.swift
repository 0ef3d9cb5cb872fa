internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Tells which files are the same as in the point before, by what the file system says of them.
struct ChangeDetector: Sendable {
    /// File times tick coarsely: what was touched so shortly before the point was taken may have been touched
    /// again within the same tick, so it is read again.
    static let racySeconds = 2.0

    let before: TreeCapture.Before?
    private let entries: [FileName: Int]
    private let contents: [Digest: Piece]
    private let wasted: Set<Int>
    private let holds: @Sendable (ObjectReference) -> Bool

    init(before: TreeCapture.Before?, holds: @escaping @Sendable (ObjectReference) -> Bool) {
        self.before = before
        self.holds = holds
        var entries: [FileName: Int] = [:]
        var contents: [Digest: Piece] = [:]
        var alive: [Int: Int] = [:]
        for (index, entry) in (before?.tree.entries ?? []).enumerated() where entry.isFile {
            entries[entry.name] = index
            for piece in entry.pieces where !piece.isWhole {
                if contents.updateValue(piece, forKey: piece.digest) == nil {
                    alive[piece.object, default: 0] += BundleBuilder.space(for: piece.length)
                }
            }
        }
        self.entries = entries
        self.contents = contents
        let objects = before?.tree.objects ?? []
        // A bundle of which less than half is still in use is not built upon: its files are packed anew.
        wasted = Set(alive.filter { $0.value * 2 < objects[$0.key].length - 4096 }.keys)
    }

    /// The entry of the point before, when the file is unchanged and the vault holds all of it.
    func unchanged(_ entry: TreeEntry) -> Entry? {
        guard let before, let index = entries[entry.name] else { return nil }
        let held = before.tree.entries[index]
        let facts = entry.facts
        guard held.size == facts.size, held.modified == facts.modified, held.changed == facts.changed,
            held.inode == facts.inode, held.permissions == facts.permissions, held.owner == facts.owner,
            held.group == facts.group
        else { return nil }
        let latest = Timestamp(nanoseconds: max(facts.changed, facts.modified))
        guard before.manifest.created.seconds(since: latest) > Self.racySeconds else { return nil }
        let isHeld = held.pieces.allSatisfy {
            !wasted.contains($0.object) && holds(before.tree.objects[$0.object])
        }
        return isHeld ? held : nil
    }

    /// A stretch that the vault holds with this content, from a bundle of the point before.
    var known: @Sendable (Digest, Int) -> Captured.Stretch? {
        { digest, length in
            guard let before, let piece = contents[digest], piece.length == length,
                !wasted.contains(piece.object)
            else { return nil }
            let object = before.tree.objects[piece.object]
            guard holds(object) else { return nil }
            return Captured.Stretch(object: object, offset: piece.offset, length: length, digest: digest)
        }
    }

    /// The objects that the pieces of the point before index.
    var objects: [ObjectReference] { before?.tree.objects ?? [] }

    /// What the point before says of a checkpoint.
    func checkpoint(_ name: FileName) -> JSON? {
        // Most points have none or a few, and most files are none.
        guard let before, !before.manifest.checkpoints.isEmpty,
            CheckpointInspector.looksLikeCheckpoint(name: name, head: [])
        else { return nil }
        return before.manifest.checkpoints.first { $0["path"] == .string(name.description) }
    }
}
