internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

@testable internal import LifeboatReport

extension Sample {
    static var policy: Policy {
        Policy(
            name: "yolo-prod",
            sources: [Source(name: "runs", path: "/mnt/ssd/runs")],
            tiers: [
                Tier(name: "disk", storage: .directory(path: "/mnt/data/vault")),
                Tier(name: "nas", storage: .directory(path: "/mnt/nas/vault"), from: "disk"),
                Tier(
                    name: "vaulted",
                    storage: .directory(path: "/mnt/worm/vault"),
                    from: "nas",
                    location: "elsewhere"
                ),
            ],
            objectives: [
                "disk": Objective(rpo: 1800, rto: 600), "nas": Objective(rpo: 3600, rto: 600, lag: 1800),
            ],
            drills: [
                DrillRule(tier: "disk", everySeconds: 86_400), DrillRule(tier: "nas", everySeconds: 604_800),
            ]
        )
    }

    static var media: [FoundMedium] {
        [
            FoundMedium(
                holder: .source("runs"),
                device: "disk:nvme0n1",
                deviceName: "/dev/nvme0n1p1",
                filesystem: "ext4",
                mountPoint: "/mnt/ssd"
            ),
            FoundMedium(
                holder: .tier("disk"),
                device: "disk:sdb",
                deviceName: "/dev/sdb1",
                filesystem: "xfs",
                mountPoint: "/mnt/data"
            ),
            FoundMedium(
                holder: .tier("nas"),
                device: "server:nas1",
                deviceName: "nas1:/export",
                filesystem: "nfs4",
                mountPoint: "/mnt/nas",
                isNetwork: true
            ),
            FoundMedium(
                holder: .tier("vaulted"),
                device: "server:nas2",
                deviceName: "nas2:/worm",
                filesystem: "nfs4",
                mountPoint: "/mnt/worm",
                isNetwork: true,
                isReadOnly: true
            ),
        ]
    }

    static var input: ReportInput {
        ReportInput(
            policy: policy,
            host: host,
            now: now,
            sources: [SourceState(source: "runs", experiments: states)],
            tiers: tierNames.map { tier($0) },
            evidence: evidence,
            verification: EvidenceCheck(ledgers: 4, records: 8, isPinned: true, findings: []),
            media: media
        )
    }

    /// The input after one thing was changed.
    static func changed(_ change: (inout ReportInput) -> Void) -> ReportInput {
        var input = input
        change(&input)
        return input
    }

    /// Nothing but the policy.
    static var nothing: ReportInput {
        ReportInput(policy: policy, host: host, now: now, sources: [], tiers: [])
    }

    /// The report after one thing was changed.
    static func report(_ change: (inout ReportInput) -> Void = { _ in }) -> ComplianceReport {
        ComplianceReport(changed(change))
    }

    /// One of its controls.
    static func control(_ id: String, _ change: (inout ReportInput) -> Void = { _ in }) -> Control? {
        report(change).controls.first { $0.id == id }
    }
}
