/// What a child process left.
public struct ChildOutcome: Sendable {
    /// How it ended.
    public let ending: ChildEnding
    /// What it wrote to standard output, up to the limit.
    public let output: [UInt8]
    /// Whether it wrote more than the limit; it was killed for that.
    public let isTruncated: Bool
}
