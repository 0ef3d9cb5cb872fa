/// Whether a bucket keeps what is overwritten or deleted.
public enum S3Versioning: String, Sendable, CaseIterable {
    /// It never did.
    case off = ""
    /// It does.
    case enabled = "Enabled"
    /// It did; new objects replace those without a version.
    case suspended = "Suspended"
}
