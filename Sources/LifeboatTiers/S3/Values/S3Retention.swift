public import LifeboatCore

/// How long Object Lock keeps a version from being deleted, and from whom.
public struct S3Retention: Sendable, Hashable {
    /// Who may shorten it.
    public enum Mode: String, Sendable, CaseIterable {
        /// Who has a permission for it.
        case governance = "GOVERNANCE"
        /// Nobody.
        case compliance = "COMPLIANCE"
    }

    /// Who may shorten it.
    public let mode: Mode
    /// Until when it holds.
    public let until: Timestamp

    /// Makes a retention.
    public init(_ mode: Mode, until: Timestamp) {
        self.mode = mode
        self.until = until
    }

    /// From the texts of headers or elements; nil unless both are there and known.
    init?(mode: String?, until: String?) {
        guard let mode = mode.flatMap({ Mode(rawValue: $0) }), let until = until.flatMap({ Timestamp($0) })
        else {
            return nil
        }
        self.init(mode, until: until)
    }
}
