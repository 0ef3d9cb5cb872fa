internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// The file that a restore writes before it gets its name, and what a stopped restore leaves behind.
public enum RestorePart {
    /// The start of its name.
    public static let prefix = ".lifeboat-part-"
    private static let prefixBytes = Array(prefix.utf8)

    /// Whether a restore left this behind. It is no content: no protect takes it.
    static func isPart(_ entry: TreeEntry) -> Bool { isPart(entry.name, entry.facts) }

    /// The same for a name and its facts.
    static func isPart(_ name: FileName, _ facts: FileFacts) -> Bool {
        let start = name.bytes.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
        return facts.kind == .file && name.bytes[start...].starts(with: prefixBytes)
    }

    /// The name of the part of an entry, beside it.
    ///
    /// Named by the content behind the prefix, so that a second run of the same restore finds it and any
    /// other does not; and never by a name that the tree has itself.
    static func name(of entry: Entry, in tree: Tree) -> FileName {
        var round: UInt8 = 0
        while true {
            var hasher = Hasher256()
            // No name holds a zero byte: where it ends is part of the hash.
            hasher.update(entry.name.bytes + [0, round])
            for piece in entry.pieces { hasher.update(piece.digest.bytes) }
            let name = entry.name.parent.appending(prefixBytes + hasher.finish().hex.prefix(32).utf8)
            if round == .max || tree.entry(name) == nil { return name }
            round += 1
        }
    }
}
