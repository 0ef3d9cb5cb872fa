public import LifeboatCore

/// How one key is kept from being deleted.
public struct StoredLock: Sendable, Hashable {
    /// Until when; nil where only somebody's hold keeps it.
    public let until: Timestamp?
    /// Whether nobody at all may shorten it.
    public let isCompliance: Bool
    /// Whether somebody holds it besides, until that is taken back.
    public let isHeld: Bool

    /// Makes the description.
    public init(until: Timestamp?, isCompliance: Bool = false, isHeld: Bool = false) {
        self.until = until
        self.isCompliance = isCompliance
        self.isHeld = isHeld
    }
}
