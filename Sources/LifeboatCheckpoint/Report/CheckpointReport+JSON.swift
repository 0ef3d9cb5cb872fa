public import LifeboatCore

extension CheckpointReport {
    /// The arguments worth showing; `trainArgs` has them all.
    private static let shownArguments = [
        "batch", "data", "device", "epochs", "imgsz", "model", "name", "optimizer", "project", "resume",
        "save_dir",
        "save_period", "seed", "task",
    ]

    /// The document `inspect --json` prints, without its `schema` key.
    public var json: JSON {
        let shown = trainArgs.filter { Self.shownArguments.contains($0.key) }
        let document: JSON = [
            "path": .string(Printable.text(path)), "size": .number(size), "format": .string(format.rawValue),
            "verdict": .string(verdict.rawValue), "integrity": .string(integrity.rawValue),
            "training": .string(training.rawValue), "safety": .string(safety.rawValue),
            "epoch": .optional(epoch), "epochs": .optional(epochs), "tensors": .optional(tensors),
            "parameters": .optional(parameters), "framework": .optional(framework),
            "frameworkVersion": .optional(frameworkVersion), "bestFitness": .optional(bestFitness),
            "fitness": .optional(fitness), "date": .optional(date), "git": git?.json ?? .null,
            "trainArgs": .object(shown), "records": .number(records.count),
            "findings": .array(findings.map(\.json)),
        ]
        return tensorList.map { document.with("tensorList", .array($0.map(\.json))) } ?? document
    }
}
