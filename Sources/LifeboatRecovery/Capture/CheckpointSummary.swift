internal import LifeboatCheckpoint
internal import LifeboatCore

/// What a manifest says of its checkpoints, and of the training they belong to.
enum CheckpointSummary {
    /// One checkpoint: what is needed to choose a point without reading the file.
    static func json(_ report: CheckpointReport) -> JSON {
        [
            "path": .string(report.path), "size": .number(report.size),
            "format": .string(report.format.rawValue),
            "verdict": .string(report.verdict.rawValue), "integrity": .string(report.integrity.rawValue),
            "training": .string(report.training.rawValue), "safety": .string(report.safety.rawValue),
            "epoch": .optional(report.epoch), "epochs": .optional(report.epochs),
            "framework": .optional(report.framework), "frameworkVersion": .optional(report.frameworkVersion),
            "bestFitness": .optional(report.bestFitness), "fitness": .optional(report.fitness),
            "date": .optional(report.date), "git": report.git?.json ?? .null,
            "data": report.trainArgs["data"] ?? .null, "saveDirectory": report.trainArgs["save_dir"] ?? .null,
            "device": report.trainArgs["device"] ?? .null,
        ]
    }

    /// The training as a whole: the checkpoint it would go on from, else the one that says most.
    ///
    /// `last.pt` when it is resumable, else the resumable one of the highest epoch, else `last.pt` as it is.
    static func training(_ checkpoints: [JSON]) -> JSON {
        let resumable = checkpoints.filter { $0["verdict"] == .string(CheckpointVerdict.resumable.rawValue) }
        let isLast: (JSON) -> Bool = { $0["path"]?.stringValue?.hasSuffix("last.pt") ?? false }
        let chosen =
            resumable.first(where: isLast)
            ?? resumable.max { ($0["epoch"]?.intValue ?? -1) < ($1["epoch"]?.intValue ?? -1) }
            ?? checkpoints.first(where: isLast) ?? checkpoints.first
        return chosen?.with("checkpoint", chosen?["path"] ?? .null) ?? .null
    }

    /// Files of one save belong together: the checkpoint and the table that has its row.
    static func groups(_ training: JSON, tree names: Set<String>) -> [JSON] {
        guard let checkpoint = training["checkpoint"]?.stringValue else { return [] }
        let files = [checkpoint, "results.csv", "args.yaml"].filter { names.contains($0) }
        return [
            ["name": "save", "epoch": training["epoch"] ?? .null, "files": .array(files.map(JSON.string))]
        ]
    }
}
