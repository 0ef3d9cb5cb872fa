public import LifeboatCore
public import LifeboatFiles

/// What exposure has to know of one thing that a source holds now.
public struct ExposureEntry: Sendable, Hashable {
    /// Path below the experiment.
    public let name: FileName
    /// What it is; only files and links are held against a point.
    public let kind: FileKind
    /// Length in bytes.
    public let size: Int
    /// Last change of the content, nanoseconds since 1970.
    public let modified: Int64
    /// Last change of content or attributes, nanoseconds since 1970: when it changed here.
    public let changed: Int64
    /// When it was made here, nanoseconds since 1970, where the file system knows.
    public let birth: Int64?

    /// Makes an entry.
    public init(name: FileName, kind: FileKind, size: Int, modified: Int64, changed: Int64, birth: Int64?) {
        self.name = name
        self.kind = kind
        self.size = size
        self.modified = modified
        self.changed = changed
        self.birth = birth
    }

    /// What a walk found.
    public init(_ entry: TreeEntry) {
        self.init(
            name: entry.name,
            kind: entry.facts.kind,
            size: entry.facts.size,
            modified: entry.facts.modified,
            changed: entry.facts.changed,
            birth: entry.facts.birth
        )
    }
}
