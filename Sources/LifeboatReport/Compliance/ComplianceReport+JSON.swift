public import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

extension ComplianceReport {
    /// The `lifeboat.report/1` document.
    public var json: JSON {
        [
            "schema": "lifeboat.report/1", "compliant": .bool(isCompliant),
            "generated": .string(generated.description), "policy": .string(policy), "host": .string(host),
            "window": [
                "from": .optional(windowStart?.description), "to": .string(generated.description),
                "records": .number(records),
            ],
            "tiers": .array(tiers.map(\.json)), "controls": .array(controls.map(\.json)),
            "experiments": .array(status.rows.map(\.json)), "history": .array(history.map(\.json)),
            "findings": .array(findings.map(\.json)),
        ]
    }
}

extension TierCompliance {
    var json: JSON {
        let (found, lag) = (status, replicationLagSeconds)
        return [
            "tier": .string(tier), "reachable": .bool(found.isReachable), "points": .number(found.points),
            "newestPointAgeSeconds": .optional(found.newestPointAgeSeconds),
            "exposureSeconds": .optional(found.exposure.seconds),
            "exposureAtLeastSeconds": .optional(found.exposure.atLeast),
            "exposureBasis": .string(found.exposure.basis.rawValue),
            "mostExposed": .optional(found.mostExposed),
            "rpoSeconds": .optional(found.rpoSeconds), "rpoMet": found.isRPOMet.map(JSON.bool) ?? .null,
            "replicationLagSeconds": .optional(lag), "lagSeconds": .optional(lagSeconds),
            "lagMet": isLagMet.map(JSON.bool) ?? .null, "lacking": .number(lacking),
            "lastDrillAgeSeconds": .optional(found.lastDrillAgeSeconds),
            "lastDrillVerdict": .optional(found.lastDrill?.verdict),
            "lastDrillDepth": .optional(found.lastDrill?.depth?.rawValue),
            "restoreSeconds": .optional(found.lastDrill?.restoreSeconds), "rtoSeconds": .optional(rtoSeconds),
        ]
    }
}

extension Control {
    var json: JSON {
        [
            "id": .string(id), "title": .string(title), "status": .string(status.rawValue),
            "reason": .string(reason), "remedy": .string(remedy),
            "evidence": .array(evidence.map(JSON.string)), "clauses": .array(clauses.map(JSON.string)),
        ]
    }
}

extension TierHistory {
    var json: JSON {
        [
            "tier": .string(tier),
            "exposure": .array(
                exposure.map { ["time": .string($0.time.description), "seconds": .double($0.seconds)] }
            ),
            "drills": .array(
                drills.map { proof in
                    [
                        "time": .string(proof.drill.time.description),
                        "verdict": .string(proof.drill.verdict),
                        "depth": .optional(proof.drill.depth?.rawValue), "proven": .number(proof.proven),
                        "held": .number(proof.held), "evidence": .string(proof.drill.reference),
                    ]
                }
            ),
        ]
    }
}
