/// What could be read of a policy, problems or not. Where a part was wrong there is an empty text, and checks
/// say nothing about it.
struct PolicyDraft {
    var version = 1
    var name = ""
    var sources: [Placed<Source>] = []
    var environment = EnvironmentSettings()
    var tiers: [Placed<Tier>] = []
    /// Feeding tiers that were named, by the key path of the tier; the others are the default.
    var namedFeeders: Set<String> = []
    var objectives: [Placed<(tier: String, objective: Objective)>] = []
    var drills: [Placed<DrillRule>] = []
    var retention = Retention()
    var evidence: EvidenceSettings?
    /// The tiers that evidence was said to go to; empty when none were named.
    var evidenceTiers: [Placed<String>] = []
    var notify: [Placed<NotifyRule>] = []
    /// Where each value stands in the text, by its key path.
    var places: [String: Position] = [:]

    var policy: Policy {
        Policy(
            version: version,
            name: name,
            sources: sources.map(\.value),
            environment: environment,
            tiers: tiers.map(\.value),
            objectives: Dictionary(objectives.map { ($0.value.tier, $0.value.objective) }) { first, _ in first
            },
            drills: drills.map(\.value),
            retention: retention,
            evidence: evidence,
            notify: notify.map(\.value)
        )
    }
}
