/// The policy that `init` writes for what it found.
public enum StarterPolicy {
    /// A commented policy that the reader takes without an error.
    ///
    /// What is `name`d has `-` for characters a name cannot have. A directory that lies inside another one or
    /// holds it cannot be used as well: it is named in a comment.
    public static func text(name: String = "training", _ plan: StarterPlan) -> String {
        var lines = [
            "# What Lifeboat protects on this node, where copies go, and how restoring them is proven.",
            "# `lifeboat policy check` finds every mistake; `lifeboat policy show` fills in the defaults.",
            "version: 1",
            "name: \(YAMLWriter.scalar(StarterPlan.name(name, or: "training")))",
            "",
        ]
        lines += sourceLines(plan)
        lines += tierLines(plan)
        lines += [
            "", "# How old the newest copy may be (rpo), and how long a restore may take (rto).",
            "objectives:",
        ]
        lines += plan.tiers.enumerated().map { index, tier in
            "  \(YAMLWriter.scalar(tier.name)): "
                + (index == 0 ? "{ rpo: 10m, rto: 10m }" : "{ rpo: 1h, rto: 30m }")
        }
        lines += ["", "# Restores into scratch space that prove each tier.", "drills:"]
        lines += plan.tiers.enumerated().map { index, tier in
            "  - { tier: \(YAMLWriter.scalar(tier.name)), every: \(index == 0 ? "1d" : "7d"), "
                + "depth: structure, sample: { newest: 1, best: 1, random: 3 } }"
        }
        lines += [
            "",
            "# Which recovery points stay. Nothing is deleted before `lifeboat prune`.",
            "retention: { keepLast: 10, keepBest: true, keepDaily: 14, keepWeekly: 8 }",
            "",
            "# Whose evidence counts: the public key that the first `lifeboat protect` prints.",
            "# evidence: { trust: [\"ed25519:...\"] }",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func sourceLines(_ plan: StarterPlan) -> [String] {
        var lines = ["# Every training run below these directories is found and protected."]
        if !plan.foundSources {
            lines.append("# No run was found on this node: put your own directory here.")
        }
        let layouts = Quote.choice(SourceLayout.allCases.map(\.rawValue))
        lines.append("sources:")
        for source in plan.sources {
            lines.append("  - name: \(YAMLWriter.scalar(source.name))")
            lines.append("    path: \(YAMLWriter.path(source.path))")
            lines.append("    layout: \(source.layout.rawValue)  # \(layouts)")
            lines.append("    exclude: [\"*.cache\"]")
        }
        return lines + leftOut(plan.leftOutSources)
    }

    private static func tierLines(_ plan: StarterPlan) -> [String] {
        var lines = ["", "# Where copies live, fastest first; each tier is fed by the one above it."]
        if !plan.foundTiers {
            lines.append("# No other disk was found on this node: put directories on other devices here.")
        }
        lines.append("tiers:")
        for tier in plan.tiers {
            lines.append("  - name: \(YAMLWriter.scalar(tier.name))")
            lines.append("    kind: directory")
            lines.append("    path: \(YAMLWriter.path(tier.path))")
            lines.append(
                "    # medium: network           # of what outlives the node (network, nas, persistent-disk):"
            )
            lines.append(
                "    # location: rack-12         # `lifeboat plan` counts any other lost with the node"
            )
        }
        return lines + leftOut(plan.leftOutTiers)
    }

    private static func leftOut(_ clashes: [StarterClash]) -> [String] {
        clashes.map {
            "  # Left out, because it overlaps with another directory here: \(YAMLWriter.quoted($0.path))"
        }
    }
}
