internal import LifeboatCore

extension PolicyChecks {
    mutating func objectives() {
        let byTier = Dictionary(draft.objectives.map { ($0.value.tier, $0.value.objective) }) { first, _ in
            first
        }
        for entry in draft.objectives {
            let (name, objective) = entry.value
            let path = entry.keyPath
            guard let tier = known(name, path) else { continue }
            if objective == Objective(), !hasError(at: path) {
                error("policy.objective", path, "nothing is asked of this tier", hint: "add rpo, rto or lag")
            }
            guard let feeder = tier.value.from else {
                if objective.lag != nil, tier.value.isWritable {
                    warning(
                        "policy.objective",
                        path + ".lag",
                        "lag has no meaning here: this tier is fed from the sources",
                        hint: "remove lag; rpo says how old its newest point may be"
                    )
                }
                continue
            }
            guard let own = objective.rpo, let above = byTier[feeder]?.rpo, own < above else { continue }
            warning(
                "policy.objective",
                path + ".rpo",
                "\(TimeSpan.exact(own)) is shorter than the \(TimeSpan.exact(above)) of tier "
                    + "\(Quote.text(feeder)), which feeds this one",
                hint: "a tier is never newer than the one that feeds it; make one of the two fit"
            )
        }
    }

    private func hasError(at path: String) -> Bool {
        log.problems.contains { $0.severity == .error && $0.keyPath.hasPrefix(path) }
    }
}
