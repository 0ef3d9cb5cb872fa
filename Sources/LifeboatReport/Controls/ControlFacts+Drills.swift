internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

extension ControlFacts {
    /// How old the last drill may be of a tier for which the policy states no interval: a quarter (CIS 11.5).
    static let quarter = 90.0 * 86_400

    /// Each rule's drill is recent enough, deep enough and passed.
    func drillControl(_ tier: Tier) -> Control {
        let id = "drill.recent.\(tier.name)"
        let title = "\(tier.name): drills are on schedule and pass"
        let rules = input.policy.drills.filter { $0.tier == tier.name }
        guard !rules.isEmpty else {
            return .notAsked(id, title, "The policy schedules no drill of \(tier.name).", Clauses.drill)
        }
        let answers = rules.map { answer($0) }
        let problems = answers.compactMap(\.problem)
        return Control(
            id,
            title,
            problems.isEmpty ? .pass : .fail,
            reason: sentence(problems.isEmpty ? answers.map(\.good) : problems),
            remedy: "Run `lifeboat drill --tier \(tier.name) --now`, and see that drills are scheduled.",
            evidence: answers.compactMap(\.reference).unique,
            clauses: Clauses.drill
        )
    }

    /// A drill to another depth does not stand in: its sample is another one.
    private func answer(_ rule: DrillRule) -> (problem: String?, good: String, reference: String?) {
        let depth = "to depth \(rule.depth.rawValue)"
        let name = "\(rule.tier) \(depth)"
        let every = "every \(TimeSpan.text(rule.everySeconds)) is asked for"
        let drill = history.drills.last { $0.tier == rule.tier && $0.depth == rule.depth }
        guard let drill else { return ("\(rule.tier) was never drilled \(depth); \(every)", "", nil) }
        let age = input.now.seconds(since: drill.time)
        let ago = "\(TimeSpan.text(max(0, age))) ago"
        if !drill.isPassed { return ("the drill of \(name) \(ago) failed", "", drill.reference) }
        if age > rule.everySeconds {
            return ("\(name) was last drilled \(ago), \(every)", "", drill.reference)
        }
        let proven = "proved \(drill.verified) of \(Counted.text(drill.population, "point"))"
        return (nil, "the drill of \(name) \(ago) \(proven), \(every)", drill.reference)
    }

    /// Every tier has been drilled, ever.
    var drilledAtAll: Control {
        let names = input.policy.tiers.map(\.name)
        let never = names.filter { name in !history.drills.contains { $0.tier == name && $0.sampled > 0 } }
        return Control(
            "drill.every-tier",
            "Every tier has been drilled",
            never.isEmpty ? .pass : .fail,
            reason: never.isEmpty
                ? "All of \(Counted.text(names.count, "tier")) have been drilled."
                : "\(Words.list(never)) \(never.count == 1 ? "has" : "have") never been drilled.",
            remedy: "Run `lifeboat drill --now`, and see that every tier has a rule under `drills`.",
            evidence: names.compactMap { history.lastDrill(of: $0)?.reference }.unique,
            clauses: Clauses.drill
        )
    }

    /// The 0 of 3-2-1-1-0.
    var noErrors: Control {
        let tiers = input.policy.tiers.map(\.name)
        let never = tiers.filter { history.lastDrill(of: $0) == nil }
        let were = never.count == 1 ? "was" : "were"
        var problems = never.isEmpty ? [] : ["\(Words.list(never)) \(were) never drilled"]
        var references: [String] = []
        for tier in tiers {
            guard let drill = history.lastDrill(of: tier) else { continue }
            references.append(drill.reference)
            let age = max(0, input.now.seconds(since: drill.time))
            let interval =
                input.policy.drills.filter { $0.tier == tier }.map(\.everySeconds).min() ?? Self.quarter
            if !drill.isPassed {
                problems.append("the last drill of \(tier) failed")
            } else if drill.errors > 0 {
                problems.append("the last drill of \(tier) found \(Counted.text(drill.errors, "error"))")
            } else if age > interval {
                problems.append(
                    "the last drill of \(tier) is \(TimeSpan.text(age)) old, and "
                        + "\(TimeSpan.text(interval)) is allowed"
                )
            }
        }
        return Control(
            "errors.0",
            "The last drill of every tier found no error",
            problems.isEmpty ? .pass : .fail,
            reason: problems.isEmpty
                ? "The last drills of \(Counted.text(tiers.count, "tier")) passed without an "
                    + "error."
                : sentence(problems),
            remedy: "Run `lifeboat drill --now`, mend what it finds, and drill again.",
            evidence: references.unique,
            clauses: Clauses.noErrors
        )
    }

    /// The ledgers verify.
    var verified: Control {
        let check = input.verification
        let errors = check.findings.errors
        let read = "\(Counted.text(check.records, "record")) in \(Counted.text(check.ledgers, "ledger"))"
        let reason: String
        if let first = errors.first {
            reason =
                "The evidence does not verify, \(Counted.text(errors.count, "error")): "
                + "\(Printable.text(first.path)): \(Printable.text(first.message))."
        } else if check.records == 0 {
            reason = "There is no evidence."
        } else if check.isPinned {
            reason = "The signatures and chains of \(read) verify, and their signers are pinned."
        } else {
            reason =
                "The signatures and chains of \(read) verify; warning: no signer is pinned in "
                + "evidence.trust, so anybody's chain would be accepted."
        }
        return Control(
            "evidence.verified",
            "The evidence is signed, chained and unbroken",
            errors.isEmpty && check.records > 0 ? .pass : .fail,
            reason: reason,
            remedy: check.records == 0
                ? "Run `lifeboat protect` and `lifeboat drill`: each records what it did."
                : "Run `lifeboat evidence verify`, and treat it as an incident until it is explained.",
            evidence: input.evidence.last.map { [$0.reference] } ?? [],
            clauses: Clauses.verified
        )
    }
}
