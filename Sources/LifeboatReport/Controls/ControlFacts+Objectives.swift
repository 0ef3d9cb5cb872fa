internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

extension ControlFacts {
    /// Exposure within RPO.
    func exposureControl(_ tier: Tier) -> Control {
        let title = "\(tier.name): what it lacks is no older than the RPO"
        guard let rpo = input.policy.objectives[tier.name]?.rpo, let found = compliance(tier)?.status else {
            return .notAsked(
                "rpo.\(tier.name)",
                title,
                "The policy states no RPO for \(tier.name).",
                Clauses.exposure
            )
        }
        let limit = TimeSpan.text(rpo)
        return Control(
            "rpo.\(tier.name)",
            title,
            found.isRPOMet == true ? .pass : .fail,
            reason: Self.reason(tier.name, found, experiments: counted.count, limit),
            remedy:
                "Run `lifeboat protect`, and see that it runs more often than every \(limit), by cron or a "
                + "systemd timer.",
            evidence: newestProtect(tier.name),
            clauses: Clauses.exposure
        )
    }

    private static func reason(_ tier: String, _ found: StatusTier, experiments: Int, _ limit: String)
        -> String
    {
        guard found.isReachable else {
            return "\(tier) cannot be reached, so it holds nothing that can be counted on."
        }
        let name = found.mostExposed ?? "an experiment"
        guard let seconds = found.exposure.seconds else {
            return "\(tier) holds no complete point of \(name), and its source cannot be read."
        }
        if found.mostExposed == nil {
            return
                "\(tier) holds every change of \(Counted.text(experiments, "experiment")); exposure is 0s, "
                + "\(limit) is allowed."
        }
        let age = TimeSpan.text(seconds)
        switch found.exposure.basis {
        case .source:
            let file = found.exposure.oldest.map { " (\($0))" } ?? ""
            return "\(Counted.text(found.exposure.unheld, "change")) of \(name)\(file) "
                + "\(found.exposure.unheld == 1 ? "is" : "are") not held by \(tier), for up to \(age); "
                + "\(limit) is allowed."
        case .lastConfirmed:
            return "The source of \(name) cannot be read; \(tier) was last confirmed to hold it \(age) ago; "
                + "\(limit) is allowed."
        case .newestPoint, .neverHeld:
            return
                "The source of \(name) cannot be read and no evidence tells until when \(tier) held it; its "
                + "newest complete point is \(age) old; \(limit) is allowed."
        }
    }

    /// Replication lag within its objective.
    func lagControl(_ tier: Tier) -> Control {
        let title = "\(tier.name): points arrive within the lag"
        let id = "lag.\(tier.name)"
        guard let limit = input.policy.objectives[tier.name]?.lag, let found = compliance(tier) else {
            return .notAsked(id, title, "The policy states no lag for \(tier.name).", Clauses.lag)
        }
        guard let feeder = tier.from else {
            return .notAsked(id, title, "\(tier.name) is fed by no other tier.", Clauses.lag)
        }
        let allowed = "\(TimeSpan.text(limit)) is allowed"
        let reason =
            switch found.replicationLagSeconds {
            case nil: "The lag cannot be told: \(tier.name) or \(feeder), which feeds it, cannot be reached."
            case .some where found.lacking == 0: "\(tier.name) lacks no point of \(feeder); \(allowed)."
            case .some(let lag):
                "\(tier.name) lacks \(Counted.text(found.lacking, "point")) that \(feeder) has, the oldest "
                    + "from \(TimeSpan.text(lag)) ago; \(allowed)."
            }
        return Control(
            id,
            title,
            found.isLagMet == true ? .pass : .fail,
            reason: reason,
            remedy: "Run `lifeboat protect`, and read its findings about \(tier.name).",
            evidence: newestProtect(tier.name),
            clauses: Clauses.lag
        )
    }

    /// Measured restore within RTO.
    func timeControl(_ tier: Tier) -> Control {
        let title = "\(tier.name): a drill restored within the RTO"
        let id = "rto.\(tier.name)"
        guard let rto = input.policy.objectives[tier.name]?.rto else {
            return .notAsked(id, title, "The policy states no RTO for \(tier.name).", Clauses.time)
        }
        let allowed = "\(TimeSpan.text(rto)) is allowed"
        let drill = history.drills.last { $0.tier == tier.name && $0.slowestSeconds != nil }
        var status = ControlStatus.fail
        var reason = "No drill has measured a restore from \(tier.name); \(allowed)."
        if let drill, let seconds = drill.slowestSeconds {
            let took =
                "took at most \(TimeSpan.text(seconds)), over \(Counted.text(drill.sampled, "sampled point"))"
            if drill.isPassed {
                status = seconds <= rto ? .pass : .fail
                reason = "Restoring one point from \(tier.name) \(took); \(allowed)."
            } else {
                reason =
                    "The last drill that measured a restore from \(tier.name) failed, so it proves no time."
            }
        }
        return Control(
            id,
            title,
            status,
            reason: reason,
            remedy:
                "Run `lifeboat drill --tier \(tier.name)`; if it is too slow, use a faster tier or a "
                + "longer RTO.",
            evidence: drill.map { [$0.reference] } ?? [],
            clauses: Clauses.time
        )
    }
}

extension Control {
    /// A control whose question the policy does not ask.
    static func notAsked(_ id: String, _ title: String, _ reason: String, _ clauses: [String]) -> Control {
        Control(id, title, .notApplicable, reason: reason, clauses: clauses)
    }
}
