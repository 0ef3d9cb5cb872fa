public import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatVault

extension RecoveryPlan {
    /// The JSON form: `lifeboat.plan/1`. Its keys are added to and never renamed.
    public var json: JSON {
        let manifest = request.point.manifest
        return [
            "schema": "lifeboat.plan/1", "generated": .string(request.generated.description),
            "scenario": .string(request.scenario.rawValue), "experiment": .string(manifest.experiment),
            "run": .string(manifest.run.text), "host": .string(manifest.host),
            "point": .string(request.point.id.description), "created": .string(manifest.created.description),
            "tier": .optional(request.tier?.name), "vault": .string(request.vault),
            "target": .string(request.target), "files": .number(manifest.files),
            "bytes": .number(manifest.bytes), "finished": .bool(isFinished),
            "resumeCommand": .string(resumeCommand), "choice": request.choice?.json ?? .null,
            "steps": .array(steps.map(\.json)),
            "rto": [
                "predictedSeconds": .double(predictedSeconds),
                "objectiveSeconds": .optional(request.objective?.rto),
                "met": meetsObjective.map(JSON.bool) ?? .null,
                "unknownSteps": .array(unknownSteps.map(JSON.string)),
            ],
            "findings": .array(findings.map(\.json)),
        ]
    }
}
