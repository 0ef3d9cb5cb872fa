public import LifeboatCore

/// What a store knows of one key.
public struct StoredFacts: Sendable, Hashable {
    /// The key.
    public let key: String
    /// Length in bytes.
    public let size: Int
    /// When it was written, by the store's clock.
    public let written: Timestamp

    /// Makes the facts.
    public init(key: String, size: Int, written: Timestamp) {
        self.key = key
        self.size = size
        self.written = written
    }
}
