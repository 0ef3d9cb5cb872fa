public import LifeboatCore

/// An upload in parts that was begun and neither completed nor given up.
public struct S3Upload: Sendable, Hashable {
    /// The key it is for.
    public let key: String
    /// Its id.
    public let id: String
    /// When it was begun.
    public let begun: Timestamp
}
