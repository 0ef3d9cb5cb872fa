internal import LifeboatCore
internal import LifeboatRecovery

extension ComplianceReport {
    private static let head = [
        "kind", "name", "status", "title", "reason", "remedy", "clauses", "evidence", "exposure_seconds",
        "rpo_seconds",
        "newest_point_age_seconds", "replication_lag_seconds", "lag_seconds", "last_drill_age_seconds",
        "last_drill_verdict", "restore_seconds", "rto_seconds", "points", "generated", "policy", "host",
    ]

    /// One table (RFC 4180): a row a tier, then a row a control. Durations in seconds; a field that does not
    /// apply is empty.
    public var csv: String { CSVText.text(Self.head, tiers.map(row) + controls.map(row)) }

    private var origin: [String] { [generated.description, policy, host] }

    private func row(_ tier: TierCompliance) -> [String] {
        let found = tier.status
        let own = ["rpo", "lag", "rto", "drill.recent"].map { "\($0).\(tier.tier)" }
        let status = failed.contains { own.contains($0.id) } ? ControlStatus.fail : .pass
        return ["tier", tier.tier, status.rawValue, "", "", "", "", tier.drill?.reference ?? ""]
            + [
                found.exposure.seconds, found.rpoSeconds, found.newestPointAgeSeconds,
                tier.replicationLagSeconds,
                tier.lagSeconds, found.lastDrillAgeSeconds,
            ].map(Self.number)
            + [
                tier.drill?.verdict ?? "", Self.number(tier.drill?.slowestSeconds),
                Self.number(tier.rtoSeconds),
                "\(found.points)",
            ] + origin
    }

    private func row(_ control: Control) -> [String] {
        [
            "control", control.id, control.status.rawValue, control.title, control.reason, control.remedy,
            control.clauses.joined(separator: "; "), control.evidence.joined(separator: "; "),
        ] + Array(repeating: "", count: 10) + origin
    }

    private static func number(_ seconds: Double?) -> String { seconds.map { Decimals.text($0, 3) } ?? "" }
}
