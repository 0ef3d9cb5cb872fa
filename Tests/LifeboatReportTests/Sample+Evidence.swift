internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatRecovery
internal import LifeboatVault

@testable internal import LifeboatReport

extension Sample {
    static func item(_ sequence: Int, _ kind: EvidenceKind, ago seconds: Double, _ body: JSON) -> EvidenceItem
    {
        EvidenceItem(
            signer: signer,
            sequence: sequence,
            time: ago(seconds),
            host: host,
            kind: kind,
            body: body
        )
    }

    /// A protect that confirms these points in these tiers, having looked at the source five seconds before.
    static func protect(
        _ sequence: Int,
        ago seconds: Double,
        points: [Point] = [point(1, 2, ago: 600), point(2, 2, ago: 600)],
        tiers: [String] = tierNames
    ) -> EvidenceItem {
        let held = points.map { point -> JSON in
            [
                "experiment": .string(point.manifest.experiment), "run": .string(point.manifest.run.text),
                "point": .string(point.id.description),
                "created": .string(point.manifest.created.description),
                "confirmed": .string(ago(seconds + 5).description), "new": false,
            ]
        }
        return item(
            sequence,
            .protect,
            ago: seconds,
            ["ok": true, "tiers": .array(tiers.map { ["tier": .string($0), "held": .array(held)] })]
        )
    }

    /// One drill in the form that its evidence has.
    static func drill(
        _ tier: String,
        depth: String = "structure",
        verdict: String = "passed",
        sampled: Int = 2,
        verified: Int = 2,
        seconds: Double = 40,
        findings: [JSON] = []
    ) -> JSON {
        let points: [JSON] = [1, 2].map { number in
            [
                "point": .string(id("\(number)/2").description),
                "verdict": .string(number <= verified ? "passed" : "failed"),
            ]
        }
        return [
            "tier": .string(tier), "depth": .string(depth), "verdict": .string(verdict), "seed": 7,
            "population": 4, "sampled": .number(sampled), "verified": .number(verified), "bytes": 5_000_000,
            "restoreSeconds": .double(seconds * 2), "slowestSeconds": .double(seconds),
            "rtoSeconds": 600, "rtoMet": true, "points": .array(points), "findings": .array(findings),
        ]
    }

    static func drills(_ sequence: Int, ago seconds: Double, _ drills: [JSON]) -> EvidenceItem {
        item(sequence, .drill, ago: seconds, ["verdict": "passed", "drills": .array(drills)])
    }

    /// Two days of protects every eight hours, two drills of every tier, and a protect ten minutes ago.
    static var evidence: [EvidenceItem] {
        let old = [point(1, 1, ago: 4200), point(2, 1, ago: 4200)]
        return [
            protect(1, ago: 172_800, points: old), drills(2, ago: 150_000, [drill("disk", verified: 1)]),
            protect(3, ago: 140_000, points: old), protect(4, ago: 100_000, points: old),
            protect(5, ago: 60_000, points: old), drills(6, ago: 10_800, tierNames.map { drill($0) }),
            protect(7, ago: 4100, points: old), protect(8, ago: 590),
        ]
    }
}
