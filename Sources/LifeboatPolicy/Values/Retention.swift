/// Which recovery points of an experiment stay. A point stays while any rule keeps it.
///
/// With none of `keepLast`, `keepDaily`, `keepWeekly` and `expireAfter`, every point stays.
public struct Retention: Sendable, Hashable {
    /// The newest so many stay; nil when the rule is not set.
    public let keepLast: Int?
    /// The point with the best fitness stays.
    public let keepBest: Bool
    /// The newest point of each of the last so many days that have one stays.
    public let keepDaily: Int?
    /// The newest point of each of the last so many weeks that have one stays.
    public let keepWeekly: Int?
    /// Seconds after which a point moves to the cold tier.
    public let archiveAfter: Double?
    /// Seconds after which a point goes whatever the keep rules say, the newest of an experiment excepted.
    public let expireAfter: Double?
    /// Seconds between the condemnation of an object and its deletion.
    public let gcGrace: Double

    /// The grace time that holds when none is stated: seven days, in seconds.
    public static let defaultGrace: Double = 7 * 86_400

    /// Makes a retention; durations in seconds.
    public init(
        keepLast: Int? = nil,
        keepBest: Bool = true,
        keepDaily: Int? = nil,
        keepWeekly: Int? = nil,
        archiveAfter: Double? = nil,
        expireAfter: Double? = nil,
        gcGrace: Double = Retention.defaultGrace
    ) {
        self.keepLast = keepLast
        self.keepBest = keepBest
        self.keepDaily = keepDaily
        self.keepWeekly = keepWeekly
        self.archiveAfter = archiveAfter
        self.expireAfter = expireAfter
        self.gcGrace = gcGrace
    }

    /// Whether nothing is ever pruned.
    public var keepsEverything: Bool {
        keepLast == nil && keepDaily == nil && keepWeekly == nil && expireAfter == nil
    }
}
