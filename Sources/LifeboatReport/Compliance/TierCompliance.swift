internal import LifeboatCore
public import LifeboatRecovery

/// One tier in a compliance report.
public struct TierCompliance: Sendable {
    /// What was found of the tier.
    public let status: StatusTier
    /// The age in seconds of the oldest point that the feeding tier has complete and this one lacks; 0 when
    /// it lacks none; nil for a tier that no other feeds, or where it cannot be told.
    public let replicationLagSeconds: Double?
    /// The lag that the policy allows, in seconds.
    public let lagSeconds: Double?
    /// How many such points there are.
    public let lacking: Int
    /// The RTO that the policy states, in seconds.
    public let rtoSeconds: Double?
    /// The points of its last drill over the points it held then, as the evidence tells it.
    public var drill: DrillOutcome? { status.lastDrill }
    /// The tier's name.
    public var tier: String { status.tier }

    /// Whether the lag is within its objective; nil where there is none.
    public var isLagMet: Bool? {
        lagSeconds.map { limit in replicationLagSeconds.map { $0 <= limit } ?? false }
    }
}
