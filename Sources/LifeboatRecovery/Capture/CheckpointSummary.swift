internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatVault

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

    /// The links in a tree that are named like checkpoints, by the file that they lead to inside of it.
    static func links(in tree: Tree, root: [UInt8]) -> [String: [String]] {
        var links: [String: [String]] = [:]
        for entry in tree.entries {
            guard case .link = entry.content,
                CheckpointInspector.looksLikeCheckpoint(name: entry.name, head: []),
                let file = tree.file(at: entry.name, root: root)
            else { continue }
            links[file.name.description, default: []].append(entry.name.description)
        }
        return links
    }

    /// A checkpoint with the links that lead to it now.
    static func linked(_ checkpoint: JSON, _ links: [String]) -> JSON {
        guard case .object(var members) = checkpoint else { return checkpoint }
        members["links"] = links.isEmpty ? nil : .array(links.map(JSON.string))
        return .object(members)
    }

    /// The training as a whole: the checkpoint it would go on from, else the one that says most.
    ///
    /// `last.pt` when it is resumable, else the resumable one of the highest epoch, else `last.pt` as it is;
    /// a link of that name is as good as the file.
    static func training(_ checkpoints: [JSON]) -> JSON {
        let resumable = checkpoints.filter { $0["verdict"] == .string(CheckpointVerdict.resumable.rawValue) }
        let isLast: (JSON) -> Bool = { lastName($0) != nil }
        let chosen =
            resumable.first(where: isLast)
            ?? resumable.max { ($0["epoch"]?.intValue ?? -1) < ($1["epoch"]?.intValue ?? -1) }
            ?? checkpoints.first(where: isLast) ?? checkpoints.first
        guard let chosen else { return .null }
        return chosen.with("checkpoint", lastName(chosen).map(JSON.string) ?? chosen["path"] ?? .null)
    }

    /// The name by which a checkpoint is the last one, if it is.
    private static func lastName(_ checkpoint: JSON) -> String? {
        ([checkpoint["path"]] + (checkpoint["links"]?.arrayValue ?? []))
            .compactMap { $0?.stringValue }
            .first { FileName($0).last == UltralyticsRun.lastCheckpoint.last }
    }

    /// Files of one save belong together: the checkpoint, by each of its names, and the table that has its
    /// row.
    static func groups(_ training: JSON, tree names: Set<String>) -> [JSON] {
        guard let checkpoint = training["checkpoint"]?.stringValue else { return [] }
        let path = training["path"]?.stringValue.flatMap { $0 == checkpoint ? nil : $0 }
        let others = [UltralyticsRun.resultsFile, UltralyticsRun.argumentsFile].map(\.description)
        let files = ([checkpoint, path].compactMap { $0 } + others).filter { names.contains($0) }
        return [
            ["name": "save", "epoch": training["epoch"] ?? .null, "files": .array(files.map(JSON.string))]
        ]
    }
}
