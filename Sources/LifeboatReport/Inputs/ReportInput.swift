public import LifeboatCore
public import LifeboatPolicy
public import LifeboatRecovery

/// Everything that a status or a report is computed from. Both are pure functions of it.
public struct ReportInput: Sendable {
    /// What is asked for.
    public var policy: Policy
    /// The host that looks.
    public var host: String
    /// The time that ages are counted to.
    public var now: Timestamp
    /// The sources, as they are now.
    public var sources: [SourceState]
    /// The tiers, as they were found.
    public var tiers: [TierState]
    /// The records that were read and are sound, oldest first.
    public var evidence: [EvidenceItem]
    /// What the verification of the ledgers came to.
    public var verification: EvidenceCheck
    /// What sources and tiers lie on, as it was found.
    public var media: [FoundMedium]

    /// Makes an input.
    public init(
        policy: Policy,
        host: String,
        now: Timestamp,
        sources: [SourceState],
        tiers: [TierState],
        evidence: [EvidenceItem] = [],
        verification: EvidenceCheck = .none,
        media: [FoundMedium] = []
    ) {
        self.policy = policy
        self.host = host
        self.now = now
        self.sources = sources
        self.tiers = tiers
        self.evidence = evidence
        self.verification = verification
        self.media = media
    }

    /// What was found of a tier; one that cannot be reached when nothing was.
    func state(of tier: Tier) -> TierState {
        tiers.first { $0.name == tier.name } ?? TierState(tier: tier, isReachable: false, points: [])
    }
}
