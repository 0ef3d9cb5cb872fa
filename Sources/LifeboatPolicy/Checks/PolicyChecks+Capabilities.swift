extension PolicyChecks {
    /// What the policy language has and this version does not do: refused, because a policy that is not
    /// carried out gives a false sense of safety.
    mutating func notBuilt() {
        for tier in draft.tiers { notBuilt(tier) }
        notBuilt(draft.retention, "retention")
        notBuiltEvidence()
        for drill in draft.drills {
            if !capabilities.coverage, isGiven(drill.keyPath + ".coverEvery") {
                refuse(
                    drill.keyPath + ".coverEvery",
                    "coverage over time is not built yet",
                    hint: "remove the key; `sample: all` proves everything in each drill"
                )
            }
            if !capabilities.drillDepths.contains(drill.value.depth) {
                let depths = DrillDepth.allCases.filter { capabilities.drillDepths.contains($0) }.map(
                    \.rawValue
                )
                refuse(
                    drill.keyPath + ".depth",
                    "drills to depth \(drill.value.depth.rawValue) are not built yet",
                    hint: "this version has \(Quote.choice(depths))"
                )
            }
            if !capabilities.statisticalSamples, isGiven(drill.keyPath + ".sample.confidence") {
                refuse(
                    drill.keyPath + ".sample.confidence",
                    "samples by confidence are not built yet",
                    hint: "write newest, best and random, or all"
                )
            }
        }
        if !capabilities.wheelhouse, isGiven("environment.wheelhouse") {
            refuse("environment.wheelhouse", "a wheelhouse is not built yet", hint: "remove the key")
        }
        for rule in draft.notify where !capabilities.notifyKinds.contains(rule.value.kind) {
            let hint = "remove this entry; exit codes and --json tell a scheduler what happened"
            refuse(
                rule.keyPath + ".kind",
                "notification by \(rule.value.kind.rawValue) is not built yet",
                hint: hint
            )
        }
    }

    private mutating func notBuiltEvidence() {
        guard !capabilities.keyStores, let key = draft.evidence?.key else { return }
        if case .file = key { return }
        refuse(
            "evidence.key",
            "a key from a variable or a command is not built yet",
            hint: "write file:PATH, with mode 0600"
        )
    }

    private mutating func notBuilt(_ tier: Placed<Tier>) {
        if !capabilities.tierKinds.contains(tier.value.kind), isGiven(tier.keyPath + ".kind") {
            error(
                "policy.tier-kind-not-built",
                tier.keyPath + ".kind",
                "tiers of kind \(tier.value.kind.rawValue) are not built yet: "
                    + "this version has directories and buckets",
                hint: "use kind: directory or kind: s3"
            )
        }
        if tier.value.packs, !capabilities.packs {
            refuse(
                tier.keyPath + ".packs",
                "packs are not built yet",
                hint: "remove the key: points are kept as objects"
            )
        }
        if let retention = tier.value.retention { notBuilt(retention, tier.keyPath + ".retention") }
    }

    private mutating func notBuilt(_ retention: Retention, _ path: String) {
        guard retention.archiveAfter != nil, !capabilities.packs else { return }
        refuse(path + ".archiveAfter", "archiving into packs is not built yet", hint: "remove the key")
    }

    private mutating func refuse(_ path: String, _ message: String, hint: String) {
        error("policy.not-built", path, message, hint: hint)
    }
}
