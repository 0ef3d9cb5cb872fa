public import LifeboatCore

/// The code a training ran from, as its checkpoint recorded it.
public struct CheckpointGit: Sendable, Hashable {
    /// The commit.
    public let commit: String?
    /// The branch.
    public let branch: String?
    /// The URL it was cloned from, without credentials.
    public let origin: String?
    /// The working tree on the node that trained.
    public let root: String?

    /// Makes a record of a code state.
    public init(commit: String?, branch: String?, origin: String?, root: String?) {
        self.commit = commit
        self.branch = branch
        self.origin = origin
        self.root = root
    }

    /// The JSON form; what is not known is null.
    public var json: JSON {
        [
            "commit": .optional(commit), "branch": .optional(branch), "origin": .optional(origin),
            "root": .optional(root),
        ]
    }
}
