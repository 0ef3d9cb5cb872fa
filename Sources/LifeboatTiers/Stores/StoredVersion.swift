public import LifeboatCore

/// One version of a key that a store still holds.
public struct StoredVersion: Sendable, Hashable {
    /// What the store calls it.
    public let id: String
    /// Length in bytes.
    public let size: Int
    /// When it was written, by the store's clock.
    public let written: Timestamp
    /// Whether a read of the key gets this version.
    public let isCurrent: Bool

    /// Makes a version.
    public init(id: String, size: Int, written: Timestamp, isCurrent: Bool) {
        self.id = id
        self.size = size
        self.written = written
        self.isCurrent = isCurrent
    }
}
