public import LifeboatCore

/// What is protected, where to, what is asked of each tier, and how it is proven. Every default is filled in.
public struct Policy: Sendable, Hashable {
    /// The version of the policy language: 1.
    public let version: Int
    /// What the policy is called in evidence and reports.
    public let name: String
    /// What is protected; at least one.
    public let sources: [Source]
    /// What the recovery plan is told about the training environment.
    public let environment: EnvironmentSettings
    /// Where copies live, hot to cold; at least one.
    public let tiers: [Tier]
    /// What is asked of tiers, by tier name; a tier may have none.
    public let objectives: [String: Objective]
    /// Which drills are due when.
    public let drills: [DrillRule]
    /// Which points stay, in every tier without its own.
    public let retention: Retention
    /// How evidence is signed and where it goes.
    public let evidence: EvidenceSettings
    /// Who is told.
    public let notify: [NotifyRule]

    /// Makes a policy from values that are taken as they are; only `PolicyReader` checks them.
    ///
    /// Without `evidence` it goes to every tier that can be written.
    public init(
        version: Int = 1,
        name: String,
        sources: [Source],
        environment: EnvironmentSettings = EnvironmentSettings(),
        tiers: [Tier],
        objectives: [String: Objective] = [:],
        drills: [DrillRule] = [],
        retention: Retention = Retention(),
        evidence: EvidenceSettings? = nil,
        notify: [NotifyRule] = []
    ) {
        self.version = version
        self.name = name
        self.sources = sources
        self.environment = environment
        self.tiers = tiers
        self.objectives = objectives
        self.drills = drills
        self.retention = retention
        self.evidence = evidence ?? EvidenceSettings(to: tiers.filter(\.isWritable).map(\.name))
        self.notify = notify
    }

    /// The tier of this name, or nil.
    public func tier(named name: String) -> Tier? { tiers.first { $0.name == name } }

    /// The source of this name, or nil.
    public func source(named name: String) -> Source? { sources.first { $0.name == name } }

    /// Points of a tier that were made after this may still be on their way to it: its lag objective is not
    /// over for them. Nil where no tier feeds it, or where the policy states no lag.
    public func arrivingSince(_ tier: Tier, now: Timestamp) -> Timestamp? {
        guard tier.from != nil, let lag = objectives[tier.name]?.lag else { return nil }
        return now.adding(seconds: -lag)
    }

    /// The retention that holds in `tier`: its own or the policy's.
    public func retention(for tier: Tier) -> Retention { tier.retention ?? retention }
}
