internal import LifeboatCore
public import LifeboatRecovery

/// One tier as a whole.
public struct StatusTier: Sendable {
    /// The tier's name.
    public let tier: String
    /// Whether its vault could be opened.
    public let isReachable: Bool
    /// How many points it holds.
    public let points: Int
    /// The age of its newest point in seconds; nil without points.
    public let newestPointAgeSeconds: Double?
    /// The worst exposure of all experiments that count.
    public let exposure: Exposure
    /// The experiment that has it; nil when nothing is exposed.
    public let mostExposed: String?
    /// Its RPO in seconds; nil where the policy states none.
    public let rpoSeconds: Double?
    /// The last drill of it, by the evidence.
    public let lastDrill: DrillOutcome?
    /// How long ago that was, in seconds.
    public let lastDrillAgeSeconds: Double?

    /// Whether the exposure is within the RPO; nil where there is no RPO.
    public var isRPOMet: Bool? { rpoSeconds.map { rpo in exposure.seconds.map { $0 <= rpo } ?? false } }
}
