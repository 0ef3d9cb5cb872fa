public import LifeboatCore
public import LifeboatPolicy

/// A drill that evidence knows of.
public struct LastDrill: Sendable, Hashable {
    /// The tier that was drilled.
    public let tier: String
    /// How far it went.
    public let depth: DrillDepth
    /// When it was done.
    public let at: Timestamp
    /// How it ended.
    public let verdict: DrillVerdict

    /// Makes one.
    public init(tier: String, depth: DrillDepth, at: Timestamp, verdict: DrillVerdict) {
        self.tier = tier
        self.depth = depth
        self.at = at
        self.verdict = verdict
    }
}
