/// What a store was found to do, by asking it. Nil where the store, or what these credentials may do, leaves
/// it open.
///
/// It is shown to people, and nothing relies on it: a vault is correct in a store that does none of it.
public struct StoreAbilities: Sendable, Hashable {
    /// What becomes of bytes that are overwritten or deleted.
    public enum Versioning: String, Sendable {
        /// They are gone.
        case off
        /// They stay as versions.
        case enabled
        /// Those from before stay; nothing new does.
        case suspended
    }

    /// Object Lock of the place.
    public struct ObjectLock: Sendable, Hashable {
        /// Whether objects can be locked.
        public var isEnabled: Bool
        /// The mode in which new objects are locked by themselves, `governance` or `compliance`; nil where
        /// they are not.
        public var mode: String?
        /// For how many days.
        public var days: Int?

        /// Makes the description.
        public init(isEnabled: Bool, mode: String? = nil, days: Int? = nil) {
            self.isEnabled = isEnabled
            self.mode = mode
            self.days = days
        }
    }

    /// Whether a write on the condition that the key is new is refused when it is not.
    public var conditionalWrites: Bool?
    /// Whether bytes that do not fit the digest sent along are refused.
    public var checksums: Bool?
    /// What becomes of bytes that are overwritten or deleted.
    public var versioning: Versioning?
    /// Whether older versions can be listed, and so be read when the newest is damaged.
    public var versionListing: Bool?
    /// Object Lock.
    public var objectLock: ObjectLock?
    /// Whether these credentials may delete.
    public var deletion: Bool?

    /// Nothing known.
    public init() {}
}
