public import LifeboatCore
internal import LifeboatPolicy
public import LifeboatRecovery
public import LifeboatVault

/// Which tier and which point a recovery starts from when a scenario has come true, in words as well. Pure.
public struct ScenarioChoice: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// The tier to recover from; nil when nothing survives that could be restored.
    public let tier: TierState?
    /// The point to restore; nil with `tier`.
    public let point: Point?
    /// What the scenario takes away; `source` stands for the run directory.
    public let destroyed: [DestroyedPlace]
    /// The tiers that survive, hot to cold.
    public let survivors: [String]
    /// Why this tier and this point, a sentence each.
    public let why: [String]
    /// What the choice costs in work; nil with `tier`.
    public let loss: ScenarioLoss?
    /// What is wrong or notable.
    public let findings: [Finding]

    /// Chooses among the tiers of a policy, given hot to cold.
    ///
    /// The newest good point of a surviving tier wins; of tiers that hold it, the first. For `ransomware` and
    /// `badCheckpoint` only points taken before `before` count, where it is given; a bad checkpoint without
    /// it leaves out the newest point and every other of its epoch.
    public init(
        _ scenario: Scenario,
        source: SourceState,
        tiers: [TierState],
        before: Timestamp? = nil,
        now: Timestamp
    ) {
        let damage = ScenarioDamage(scenario: scenario, source: source, tiers: tiers)
        let judged = tiers.map { (state: $0, reason: damage.reason($0)) }
        let surviving = judged.filter { $0.reason == nil }.map(\.state)
        let rule = PointRule(scenario: scenario, before: before, tiers: tiers)
        let held = surviving.map { state in
            (state: state, point: PointChoice.newestGood(state.points.filter(rule.allows)))
        }
        var best: (state: TierState, point: Point)?
        for candidate in held {
            guard let point = candidate.point else { continue }
            if let known = best, !Self.isBetter(point, known.point) { continue }
            best = (candidate.state, point)
        }
        self.scenario = scenario
        tier = best?.state
        point = best?.point
        destroyed =
            (damage.sourceReason.map { [DestroyedPlace(name: "source", reason: $0)] } ?? [])
            + judged.compactMap { item in
                item.reason.map { DestroyedPlace(name: item.state.tier.name, reason: $0) }
            }
        survivors = surviving.map(\.tier.name)
        loss = best.map { Self.loss($0.point, source, tiers, now) }
        why = ChoiceWords(scenario: scenario, best: best, held: held, rule: rule).sentences
        findings = Self.findings(scenario, best?.state, held.map(\.state), rule)
    }

    private static func isBetter(_ point: Point, _ other: Point) -> Bool {
        let (has, had) = (PointChoice.hasCheckpoint(point), PointChoice.hasCheckpoint(other))
        return has == had ? Point.isNewer(point, other) : has
    }

    private static func loss(
        _ point: Point,
        _ source: SourceState,
        _ tiers: [TierState],
        _ now: Timestamp
    ) -> ScenarioLoss {
        let all = tiers.flatMap(\.points).filter { $0.manifest.run == point.manifest.run }
        let epochs = all.compactMap(PointRule.epoch) + [source.epoch].compactMap { $0 }
        let times = all.map(\.manifest.created) + [source.changed].compactMap { $0 }
        let lost = PointRule.epoch(point).flatMap { epoch in
            epochs.max().map { max(0, $0.subtractingReportingOverflow(epoch).partialValue) }
        }
        let newest = times.max() ?? point.manifest.created
        return ScenarioLoss(
            epochs: lost,
            seconds: max(0, newest.seconds(since: point.manifest.created)),
            ageSeconds: max(0, now.seconds(since: point.manifest.created))
        )
    }

    private static func findings(
        _ scenario: Scenario,
        _ chosen: TierState?,
        _ survivors: [TierState],
        _ rule: PointRule
    ) -> [Finding] {
        var findings: [Finding] = []
        if chosen == nil {
            findings.append(nothing(scenario, survivors, rule))
        }
        if scenario == .ransomware, rule.before == nil {
            findings.append(
                Finding(
                    "plan.time-unknown",
                    .warning,
                    path: scenario.rawValue,
                    "it is not said when the intrusion began; the newest point may be one of the intruder's",
                    hint: "Find the time out, and plan again with --at TIME."
                )
            )
        }
        return findings
    }

    private static func nothing(_ scenario: Scenario, _ survivors: [TierState], _ rule: PointRule) -> Finding
    {
        let closed = survivors.filter { !$0.isReachable }.map(\.tier.name).joined(separator: ", ")
        let message: String
        let remedy: String
        if scenario == .badCheckpoint {
            message =
                "no tier holds an older point of another state that training can go on from"
                + (rule.before.map { ", taken before \($0.short) UTC" } ?? "")
            remedy =
                rule.before == nil
                ? "If `lifeboat inspect` finds the newest checkpoint whole, restore it with"
                    + " `lifeboat restore --point newest`; else begin the training anew. Keep more points"
                    + " (`keepLast`)."
                : "Plan with a later time (--at), or without one."
        } else {
            message =
                survivors.isEmpty
                ? "every tier is gone in this scenario" : "no surviving tier holds a point that works"
            remedy =
                "Add a tier out of its reach, or state its medium, location and account: "
                + "docs/policy.md says which words count."
        }
        return Finding(
            "plan.nothing-survives",
            .error,
            path: scenario.rawValue,
            message + (closed.isEmpty ? "" : "; \(closed) cannot be opened"),
            hint: (closed.isEmpty ? "" : "Is \(closed) mounted? ") + remedy
        )
    }

    /// The JSON form.
    public var json: JSON {
        [
            "scenario": .string(scenario.rawValue), "tier": .optional(tier?.tier.name),
            "point": .optional(point?.id.description), "destroyed": .array(destroyed.map(\.json)),
            "survivors": .array(survivors.map(JSON.string)), "why": .array(why.map(JSON.string)),
            "loss": loss?.json ?? .null, "findings": .array(findings.map(\.json)),
        ]
    }
}
