public import LifeboatCore

/// One directory whose experiments are protected.
public struct Source: Sendable, Hashable {
    /// Unique in the policy; the first component of an experiment's name.
    public let name: String
    /// Absolute path, normalised, without a trailing `/`.
    public let path: String
    /// How experiments are found below the path.
    public let layout: SourceLayout
    /// What is left out, held against paths below the source.
    public let exclude: [Glob]

    /// Makes a source; `path` is absolute.
    public init(name: String, path: String, layout: SourceLayout = .auto, exclude: [Glob] = []) {
        self.name = name
        self.path = path
        self.layout = layout
        self.exclude = exclude
    }
}
