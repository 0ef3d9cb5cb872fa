/// Object Lock as a bucket is configured.
public struct ObjectLockConfiguration: Sendable, Hashable {
    /// Who may shorten the retention that new objects get by themselves; nil where they get none.
    public let mode: S3Retention.Mode?
    /// How long that retention is.
    public let days: Int?
}
