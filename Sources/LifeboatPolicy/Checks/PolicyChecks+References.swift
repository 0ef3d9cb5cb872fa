extension PolicyChecks {
    mutating func feeders() {
        for (index, tier) in draft.tiers.enumerated() {
            let from = tier.keyPath + ".from"
            if draft.namedFeeders.contains(tier.keyPath), let name = tier.value.from {
                if name == tier.value.name {
                    error(
                        "policy.feed",
                        from,
                        "a tier cannot feed itself",
                        hint: "name a tier above, or remove the key"
                    )
                } else if let feeder = known(name, from) {
                    checkFeeder(feeder, from, index)
                }
            }
            guard case .snapshot(let settings) = tier.value.storage else { continue }
            let of = tier.keyPath + ".of"
            guard let holder = known(settings.of, of), holder.value.kind != .directory else { continue }
            error(
                "policy.snapshot",
                of,
                "a snapshot is taken of a directory tier, and \(Quote.text(settings.of)) is none",
                hint: "name a tier of kind directory"
            )
        }
    }

    private mutating func checkFeeder(_ feeder: Placed<Tier>, _ path: String, _ index: Int) {
        let above = draft.tiers[..<index].map(\.keyPath)
        if !above.contains(feeder.keyPath) {
            error(
                "policy.feed",
                path,
                "tier \(Quote.text(feeder.value.name)) comes below this one, and tiers are fed from above",
                hint: "list tiers hot to cold: move it up"
            )
        } else if !feeder.value.isWritable {
            error(
                "policy.feed",
                path,
                "tier \(Quote.text(feeder.value.name)) is a snapshot, which feeds no tier",
                hint: "name the tier that it is a snapshot of"
            )
        }
    }

    mutating func drills() {
        var seen: [DrillRule: String] = [:]
        for drill in draft.drills {
            let rule = drill.value
            _ = known(rule.tier, drill.keyPath + ".tier")
            let same = DrillRule(tier: rule.tier, everySeconds: 0, depth: rule.depth, sample: rule.sample)
            if let first = seen[same], !rule.tier.isEmpty {
                let hint = "keep the one that is due more often"
                error(
                    "policy.duplicate",
                    drill.keyPath,
                    "\(first) is the same drill of the same tier",
                    hint: hint
                )
            }
            seen[same] = seen[same] ?? drill.keyPath
            if let cover = rule.coverEvery, rule.everySeconds > cover {
                error(
                    "policy.drill",
                    drill.keyPath + ".coverEvery",
                    "the whole tier cannot be covered in less time than passes between two drills",
                    hint: "make coverEvery longer than every"
                )
            }
        }
        let drilled = Set(draft.drills.map(\.value.tier))
        // A drill of an unknown tier was meant for one of these.
        guard drilled.allSatisfy({ tier($0) != nil }) else { return }
        for tier in draft.tiers where !drilled.contains(tier.value.name) && !tier.value.name.isEmpty {
            warning(
                "policy.no-drill",
                tier.keyPath,
                "no drill proves that tier \(Quote.text(tier.value.name)) can be restored from",
                hint: "add to drills: - { tier: \(tier.value.name), every: 1d }"
            )
        }
    }

    mutating func evidence() {
        for target in draft.evidenceTiers {
            guard let tier = known(target.value, target.keyPath), !tier.value.isWritable else { continue }
            error(
                "policy.evidence",
                target.keyPath,
                "tier \(Quote.text(target.value)) is a snapshot and cannot be written",
                hint: "name the tier that it is a snapshot of"
            )
        }
        guard case .file(let key)? = draft.evidence?.key else { return }
        let places =
            draft.sources.map { ("source", $0.value.name, $0.value.path) }
            + draft.tiers.map { ("tier", $0.value.name, $0.value.path ?? "") }
        for (what, name, path) in places where !path.isEmpty && Self.contains(path, key) {
            warning(
                "policy.key-in-copy",
                "evidence.key",
                "the signing key lies inside \(what) \(Quote.text(name)): who has a copy can sign with it",
                hint: "keep the key outside every source and tier"
            )
        }
    }
}
