public import LifeboatCore

/// What a vault says of numbers and times is not to be trusted: it may be damaged or hostile, and must not
/// keep a writer from publishing (`docs/vault-format.md`, "Manifests"). All pure.
extension Manifest {
    /// How far ahead of a writer's clock the label of a parent is still believed, in seconds: a day.
    static let believedSeconds = 86_400.0

    /// Whether a point that comes after this one is newer by the order of points.
    ///
    /// Not so for one that has the highest number there is and a label that nobody believes: no honest run
    /// gets there.
    public func canBeFollowed(at now: Timestamp) -> Bool {
        sequence < VaultFormat.countLimit || Self.isBelieved(created, at: now)
    }

    /// The number of the point that comes after this one. At the end of all numbers the time decides alone.
    public var nextSequence: Int { min(sequence, VaultFormat.countLimit - 1) + 1 }

    /// When a point is said to be taken: at `now`, and at least a millisecond after its parent, so that
    /// labels follow the order of points.
    ///
    /// A parent from more than a day ahead is not believed: one broken clock, or one forged point, would
    /// date every later one.
    public static func label(at now: Timestamp, after parent: Timestamp?) -> Timestamp {
        guard let parent, parent >= now, isBelieved(parent, at: now) else { return now }
        return parent.adding(seconds: 0.001)
    }

    private static func isBelieved(_ time: Timestamp, at now: Timestamp) -> Bool {
        time.seconds(since: now) <= believedSeconds
    }
}
