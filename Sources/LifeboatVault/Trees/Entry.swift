public import LifeboatCore

/// One name in a tree with everything that is kept of it.
public struct Entry: Sendable, Hashable {
    /// Path below the experiment.
    public let name: FileName
    /// What it is.
    public let content: EntryContent
    /// Permission bits.
    public let permissions: UInt32
    /// Owner's number.
    public let owner: UInt32
    /// Group's number.
    public let group: UInt32
    /// Last change of the content, nanoseconds since 1970.
    public let modified: Int64
    /// Last change of content or attributes at the source, nanoseconds since 1970; tells a later protect that
    /// a file is unchanged, and is not restored.
    public let changed: Int64
    /// Inode at the source, for the same purpose.
    public let inode: UInt64
    /// Extended attributes.
    public let extended: [String: [UInt8]]

    /// Makes an entry.
    public init(
        name: FileName,
        content: EntryContent,
        permissions: UInt32,
        owner: UInt32,
        group: UInt32,
        modified: Int64,
        changed: Int64,
        inode: UInt64,
        extended: [String: [UInt8]]
    ) {
        self.name = name
        self.content = content
        self.permissions = permissions
        self.owner = owner
        self.group = group
        self.modified = modified
        self.changed = changed
        self.inode = inode
        self.extended = extended
    }

    /// The pieces of a file, none for everything else.
    public var pieces: [Piece] {
        guard case .file(_, _, let pieces) = content else { return [] }
        return pieces
    }

    /// The length of a file, 0 for everything else.
    public var size: Int {
        guard case .file(let size, _, _) = content else { return 0 }
        return size
    }

    /// Whether it is a file that is held.
    public var isFile: Bool {
        guard case .file = content else { return false }
        return true
    }

    /// The same entry with other pieces.
    public func with(content: EntryContent) -> Entry {
        Entry(
            name: name,
            content: content,
            permissions: permissions,
            owner: owner,
            group: group,
            modified: modified,
            changed: changed,
            inode: inode,
            extended: extended
        )
    }
}
