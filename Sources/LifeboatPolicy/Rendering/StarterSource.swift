/// A directory with training runs that was found on a node.
public struct StarterSource: Sendable, Hashable {
    /// Absolute path.
    public let path: String
    /// What its runs look like.
    public let layout: SourceLayout

    /// Makes a source for a starter policy.
    public init(path: String, layout: SourceLayout = .auto) {
        self.path = path
        self.layout = layout
    }
}
