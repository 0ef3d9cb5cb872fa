public import LifeboatCore
internal import LifeboatRecovery

extension StatusTable {
    /// The `lifeboat.status/1` document.
    public var json: JSON {
        [
            "schema": "lifeboat.status/1", "generated": .string(now.description),
            "experiments": .array(rows.map(\.json)), "tiers": .array(tiers.map(\.json)),
            "findings": .array(findings.map(\.json)),
        ]
    }
}

extension StatusRow {
    var json: JSON {
        [
            "experiment": .string(experiment), "run": .optional(run?.text), "host": .string(host),
            "source": .string(presence.rawValue), "tiers": .array(cells.map(\.json)),
        ]
    }
}

extension StatusCell {
    var json: JSON {
        [
            "tier": .string(tier), "point": .optional(point?.description),
            "created": .optional(created?.description), "ageSeconds": .optional(ageSeconds),
            "state": .optional(state), "verdict": .optional(verdict), "epoch": .optional(epoch),
            "epochs": .optional(epochs), "epochsBehind": .optional(epochsBehind), "points": .number(points),
            "exposureSeconds": .optional(exposure.counted?.seconds),
            "exposureBasis": .optional(exposure.counted?.basis.rawValue),
        ]
    }
}

extension StatusTier {
    var json: JSON {
        [
            "tier": .string(tier), "reachable": .bool(isReachable), "points": .number(points),
            "newestPointAgeSeconds": .optional(newestPointAgeSeconds),
            "exposureSeconds": .optional(exposure.seconds), "exposureBasis": .string(exposure.basis.rawValue),
            "rpoSeconds": .optional(rpoSeconds), "rpoMet": isRPOMet.map(JSON.bool) ?? .null,
            "lastDrillAgeSeconds": .optional(lastDrillAgeSeconds),
            "lastDrillVerdict": .optional(lastDrill?.verdict),
        ]
    }
}
