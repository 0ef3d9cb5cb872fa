public import LifeboatCore
public import LifeboatPolicy

/// What the drill of one tier came to.
public struct TierDrill: Sendable, Hashable {
    /// The tier's name.
    public let tier: String
    /// How far the drill went.
    public let depth: DrillDepth
    /// What the sample was drawn by.
    public let sample: DrillSample
    /// What the random part of the sample was drawn with: the same seed on the same points draws the same.
    public let seed: Int
    /// The objective it is held against, in seconds; nil where the policy has none.
    public let rtoSeconds: Double?
    /// Number of points in the tier, unreadable ones included.
    public var population = 0
    /// Number of objects that were read whole and held against their digests.
    public var objects = 0
    /// What kept everything else away.
    public var isolation = DrillIsolation.none
    /// The sampled points, by run, newest first within a run.
    public var points: [PointDrill] = []
    /// What was found.
    public var findings: [Finding] = []

    /// A drill that has found nothing yet.
    public init(tier: String, depth: DrillDepth, sample: DrillSample, seed: Int, rtoSeconds: Double?) {
        self.tier = tier
        self.depth = depth
        self.sample = sample
        self.seed = seed
        self.rtoSeconds = rtoSeconds
    }

    /// Passed when at least one point was drilled, every one of them passed, and no finding is an error.
    public var verdict: DrillVerdict {
        let isGood =
            !points.isEmpty && points.allSatisfy { $0.verdict == .passed }
            && !findings.hasError
        return isGood ? .passed : .failed
    }

    /// Number of points in the sample.
    public var sampled: Int { points.count }

    /// Number of sampled points that passed.
    public var verified: Int { points.count { $0.verdict == .passed } }

    /// Length of all restored files together, in bytes.
    public var bytes: Int { points.reduce(0) { $0 &+ $1.bytes } }

    /// Seconds that all restores took together.
    public var restoreSeconds: Double { points.reduce(0) { $0 + $1.seconds } }

    /// Seconds that the slowest restore of one point took.
    public var slowestSeconds: Double { points.map(\.seconds).max() ?? 0 }

    /// Whether the slowest restore kept to the objective; nil without an objective, and where a point could
    /// not be restored, so that there is no time to compare.
    ///
    /// It covers the restore alone: provisioning, loading and resuming come on top.
    public var rtoMet: Bool? {
        guard let rtoSeconds, !points.isEmpty else { return nil }
        if slowestSeconds > rtoSeconds { return false }
        return points.allSatisfy { $0.verdict == .passed } ? true : nil
    }
}
