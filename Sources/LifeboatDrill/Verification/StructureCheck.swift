internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery
internal import LifeboatVault

/// Whether the restored checkpoints are what the manifest says they are, and the run has what its trainer
/// needs.
struct StructureCheck: Sendable {
    let plan: RestorePlan
    /// The restored directory.
    let ownPath: String

    private var manifest: Manifest { plan.point.manifest }

    /// What is wrong. Reads every checkpoint once.
    func findings() throws -> [Finding] {
        let found: ScratchTree
        do { found = try ScratchTree(ownPath) } catch {
            return [Finding("drill.structure-failed", failure: error, path: ownPath)]
        }
        var claims: [String: JSON] = [:]
        for claim in manifest.checkpoints { claims[claim["path"]?.stringValue ?? ""] = claim }
        var findings = layout()
        for step in plan.steps where step.entry.isFile {
            let name = step.entry.name.description
            let claim = claims.removeValue(forKey: name)
            let isCheckpoint = CheckpointInspector.looksLikeCheckpoint(name: step.entry.name, head: [])
            guard claim != nil || isCheckpoint else { continue }
            findings += inspect(step.entry.name, claim, found)
        }
        for (path, _) in claims.sorted(by: { $0.key < $1.key }) { findings.append(Self.unheld(path)) }
        return findings
    }

    private func inspect(_ name: FileName, _ claim: JSON?, _ found: ScratchTree) -> [Finding] {
        let path = name.description
        let report: CheckpointReport
        do {
            report = CheckpointInspector.inspect(try RestoredFileSource(found.open(name)), path: path)
        } catch {
            return [Finding("drill.checkpoint-unreadable", failure: error, path: path)]
        }
        var findings: [Finding] = []
        if report.integrity == .corrupt { findings.append(Self.corrupt(report)) }
        guard let claim else { return findings + [Self.unclaimed(path)] }
        let differences = [
            Self.difference("verdict", claim["verdict"]?.stringValue, report.verdict.rawValue),
            Self.difference("integrity", claim["integrity"]?.stringValue, report.integrity.rawValue),
            Self.difference(
                "epoch",
                claim["epoch"]?.intValue.map(String.init),
                report.epoch.map(String.init)
            ),
        ].compactMap { $0 }
        if !differences.isEmpty { findings.append(Self.changed(path, differences)) }
        return findings
    }

    private static func difference(_ what: String, _ was: String?, _ now: String?) -> String? {
        was == now ? nil : "\(what) \(now ?? "none") instead of \(was ?? "none")"
    }

    /// An Ultralytics run goes on from its arguments, and its table has a row for every epoch.
    private func layout() -> [Finding] {
        guard manifest.layout == "ultralytics" else { return [] }
        var needed = [UltralyticsRun.argumentsFile]
        if manifest.checkpoints.contains(where: { $0["training"]?.stringValue == "resumable" }) {
            needed.append(UltralyticsRun.resultsFile)
        }
        return needed.filter { plan.tree.entry($0) == nil }.map { name in
            Finding(
                "drill.run-file-missing",
                .error,
                path: name.description,
                "is not in the point, and the trainer needs it to go on",
                hint: "See whether the source still has it, and run `lifeboat protect`."
            )
        }
    }

    private static func corrupt(_ report: CheckpointReport) -> Finding {
        Finding(
            "drill.checkpoint-corrupt",
            .error,
            path: report.path,
            report.findings.errors.first?.message ?? "the checkpoint is damaged",
            hint: "Restore an earlier point, or from another tier."
        )
    }

    private static func changed(_ path: String, _ differences: [String]) -> Finding {
        Finding(
            "drill.verdict-changed",
            .error,
            path: path,
            "is not what its manifest says: \(differences.joined(separator: ", "))",
            hint: "Do not rely on this point. Compare it with another tier (`lifeboat inspect`)."
        )
    }

    private static func unclaimed(_ path: String) -> Finding {
        Finding(
            "drill.checkpoint-unlisted",
            .warning,
            path: path,
            "the manifest does not say what this checkpoint is"
        )
    }

    private static func unheld(_ path: String) -> Finding {
        Finding(
            "drill.checkpoint-missing",
            .error,
            path: path,
            "the manifest describes this checkpoint, and the point does not hold it",
            hint: "Restore an earlier point, or from another tier."
        )
    }
}
