/// Object Lock as a tier asks for it.
public struct ObjectLockRule: Sendable, Hashable {
    /// Who may shorten a lock.
    public enum Mode: String, Sendable, CaseIterable {
        /// Who has a permission for it.
        case governance
        /// Nobody.
        case compliance
    }

    /// Who may shorten a lock.
    public let mode: Mode
    /// How long nothing that a point needs may be deleted after its publish, in seconds.
    public let seconds: Double

    /// Makes the rule.
    public init(mode: Mode, seconds: Double) {
        self.mode = mode
        self.seconds = seconds
    }
}
