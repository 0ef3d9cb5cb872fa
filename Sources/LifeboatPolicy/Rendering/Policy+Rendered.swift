internal import LifeboatCore

extension Policy {
    /// The policy as YAML with every default filled in and every path absolute. Read again it is equal.
    public var rendered: String {
        var lines = [
            "version: \(version)", "name: \(YAMLWriter.scalar(name))", "", "# What is protected.", "sources:",
        ]
        lines += sources.flatMap(Self.lines)
        lines += Self.lines(environment)
        lines += ["", "# Where copies live, hot to cold.", "tiers:"]
        lines += tiers.flatMap(Self.lines)
        lines += objectiveLines
        if !drills.isEmpty {
            lines += ["", "# Which drills prove it.", "drills:"] + drills.flatMap(Self.lines)
        }
        lines += [
            "", retention.keepsEverything ? "# Every point stays." : "# Which points stay.", "retention:",
        ]
        lines += Self.members(retention).map { "  \($0.0): \($0.1)" }
        lines += Self.lines(evidence)
        if !notify.isEmpty { lines += ["", "# Who is told.", "notify:"] + notify.flatMap(Self.lines) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The members of one element of a list: the first behind its dash, the others below it.
    static func element(_ members: [(String, String)]) -> [String] {
        members.enumerated().map { ($0 == 0 ? "  - " : "    ") + "\($1.0): \($1.1)" }
    }

    private static func lines(_ source: Source) -> [String] {
        element([
            ("name", YAMLWriter.scalar(source.name)),
            ("path", YAMLWriter.path(source.path)),
            ("layout", source.layout.rawValue),
            ("exclude", YAMLWriter.list(source.exclude.map(\.pattern))),
        ])
    }

    private static func lines(_ environment: EnvironmentSettings) -> [String] {
        if environment == EnvironmentSettings() { return [] }
        var lines = ["", "# What training needs besides its run.", "environment:"]
        if let python = environment.python { lines.append("  python: \(YAMLWriter.path(python))") }
        lines.append("  dataset: \(YAMLWriter.paths(environment.dataset))")
        if let wheelhouse = environment.wheelhouse {
            lines.append("  wheelhouse: \(YAMLWriter.path(wheelhouse))")
        }
        return lines
    }

    private var objectiveLines: [String] {
        guard !objectives.isEmpty else { return [] }
        var lines = ["", "# How much may be lost (rpo), how long recovery may take (rto).", "objectives:"]
        for tier in tiers {
            guard let objective = objectives[tier.name] else { continue }
            let members = [("rpo", objective.rpo), ("rto", objective.rto), ("lag", objective.lag)]
            let written = members.compactMap { key, value in value.map { (key, YAMLWriter.duration($0)) } }
            lines.append("  \(YAMLWriter.scalar(tier.name)): \(YAMLWriter.group(written))")
        }
        return lines
    }

    private static func lines(_ drill: DrillRule) -> [String] {
        var members = [
            ("tier", YAMLWriter.scalar(drill.tier)),
            ("every", YAMLWriter.duration(drill.everySeconds)),
            ("depth", drill.depth.rawValue),
            ("sample", sample(drill.sample)),
        ]
        if let cover = drill.coverEvery { members.append(("coverEvery", YAMLWriter.duration(cover))) }
        return element(members)
    }

    private static func sample(_ sample: DrillSample) -> String {
        if sample.all { return "all" }
        var members = [
            ("newest", "\(sample.newest)"), ("best", "\(sample.best)"), ("random", "\(sample.random)"),
        ]
        if let confidence = sample.confidence { members.append(("confidence", "\(confidence)")) }
        if let rate = sample.defectRate { members.append(("defectRate", "\(rate)")) }
        return YAMLWriter.group(members)
    }

    static func members(_ retention: Retention) -> [(String, String)] {
        var members: [(String, String)] = []
        if let count = retention.keepLast { members.append(("keepLast", "\(count)")) }
        members.append(("keepBest", "\(retention.keepBest)"))
        if let count = retention.keepDaily { members.append(("keepDaily", "\(count)")) }
        if let count = retention.keepWeekly { members.append(("keepWeekly", "\(count)")) }
        if let time = retention.archiveAfter { members.append(("archiveAfter", YAMLWriter.duration(time))) }
        if let time = retention.expireAfter { members.append(("expireAfter", YAMLWriter.duration(time))) }
        members.append(("gcGrace", YAMLWriter.duration(retention.gcGrace)))
        return members
    }

    private static func lines(_ evidence: EvidenceSettings) -> [String] {
        var lines = ["", "# How the record is signed, and where it goes.", "evidence:"]
        if let key = evidence.key {
            lines.append("  key: \(YAMLWriter.scalar(key.text))")
        } else {
            lines.append("  # key: the one in the state directory, made at first use")
        }
        if !evidence.trust.isEmpty { lines.append("  trust: \(YAMLWriter.list(evidence.trust))") }
        lines.append("  to: \(YAMLWriter.list(evidence.to))")
        return lines
    }

    private static func lines(_ rule: NotifyRule) -> [String] {
        var members = [("kind", rule.kind.rawValue), ("url", YAMLWriter.scalar(rule.url.text))]
        if let secret = rule.secret { members.append(("secret", YAMLWriter.scalar(secret.text))) }
        members.append(("on", YAMLWriter.list(rule.on.map(\.rawValue))))
        return element(members)
    }
}
