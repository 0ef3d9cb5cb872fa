/// How objects are locked when they are put, and how long a lock has to last.
public struct S3LockRule: Sendable, Hashable {
    /// Who may shorten it.
    public let mode: S3Retention.Mode
    /// How long nothing that is needed may be deleted, in seconds.
    public let seconds: Double

    /// Makes the rule.
    public init(_ mode: S3Retention.Mode, seconds: Double) {
        self.mode = mode
        self.seconds = seconds
    }

    /// How long a lock is made: a tenth more than it has to last, so that a reused object is not locked anew
    /// by each publish.
    var lockedSeconds: Double { seconds * 1.1 }
}
