public import LifeboatCore

/// What a prune planned and what of it was done.
public struct PruneResult: Sendable {
    /// What was to go, tier by tier.
    public var plans: [PrunePlan] = []
    /// What is gone, in the form of the `prune` document.
    public var deleted: [JSON] = []
    /// What is wrong.
    public var findings: [Finding] = []

    /// Nothing yet.
    public init() {}
}
