/// What an entry of a tree is.
public enum EntryContent: Sendable, Hashable {
    /// A file: its length and its pieces in order. A sparse one is restored with holes.
    case file(size: Int, isSparse: Bool, pieces: [Piece])
    /// A directory.
    case directory
    /// A symbolic link and where it leads.
    case link(target: [UInt8])
    /// Something that was there and is not held, and why.
    case excluded(reason: String)
}
