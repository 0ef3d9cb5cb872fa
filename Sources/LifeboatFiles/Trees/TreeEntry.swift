public import LifeboatCore

/// One thing that a walk found.
public struct TreeEntry: Sendable {
    /// Its path below the root of the walk.
    public let name: FileName
    /// What the file system says of it.
    public let facts: FileFacts

    /// Makes an entry.
    public init(name: FileName, facts: FileFacts) {
        self.name = name
        self.facts = facts
    }
}
