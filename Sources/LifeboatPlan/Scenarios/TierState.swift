public import LifeboatCore
public import LifeboatPolicy
public import LifeboatRecovery
public import LifeboatVault

/// One tier as a scenario finds it: what the policy says of it, and what it holds of the experiment.
public struct TierState: Sendable {
    /// The tier.
    public let tier: Tier
    /// The path or URL of its vault.
    public let address: String
    /// The experiment's points in it, newest first.
    public let points: [Point]
    /// The device that holds it, as `FileFacts.device` tells it; nil where that is not known or has no
    /// meaning.
    public let device: UInt64?
    /// Whether what it lies on outlives the node, as it was found (a network file system, an attached disk);
    /// nil to go by the medium that the policy states.
    public let outlivesInstance: Bool?

    /// Makes a state; `points` are ordered newest first here.
    public init(
        tier: Tier,
        address: String,
        points: [Point],
        device: UInt64? = nil,
        outlivesInstance: Bool? = nil
    ) {
        self.tier = tier
        self.address = address
        self.points = points.sorted(by: Point.isNewer)
        self.device = device
        self.outlivesInstance = outlivesInstance
    }

    /// The state of a surveyed tier for one run. A tier that cannot be read holds nothing.
    public init(
        _ survey: TierSurvey,
        of run: RunID,
        device: UInt64? = nil,
        outlivesInstance: Bool? = nil
    ) {
        self.init(
            tier: survey.tier,
            address: survey.vault?.address ?? survey.tier.path ?? survey.tier.name,
            points: survey.points(of: run),
            device: device,
            outlivesInstance: outlivesInstance
        )
    }
}
