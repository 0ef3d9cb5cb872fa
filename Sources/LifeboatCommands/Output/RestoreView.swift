internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault

/// A restore as the verb shows it.
enum RestoreView {
    /// The findings that the text of a restore says by itself, where a person reads on.
    static let said: Set = [RestorePlan.repairedCode]

    static func json(_ plan: RestorePlan, _ tier: String, seconds: Double, _ advice: ResumeAdvice) -> JSON {
        let training = plan.point.manifest.training
        return [
            "ok": true, "experiment": .string(plan.point.manifest.experiment),
            "run": .string(plan.point.manifest.run.text), "point": .string(plan.point.id.description),
            "created": .string(plan.point.manifest.created.description), "tier": .string(tier),
            "target": .string(plan.target), "files": .number(plan.files),
            "bytes": .number(plan.point.manifest.bytes),
            "bytesWritten": .number(plan.bytesToWrite), "seconds": .double(seconds),
            "epoch": training["epoch"] ?? .null, "epochs": training["epochs"] ?? .null,
            "verdict": training["verdict"] ?? .null, "resumeCommand": .optional(advice.command),
        ]
    }

    private static func name(_ plan: RestorePlan) -> String {
        Printable.text(plan.point.manifest.experiment)
    }

    static func text(_ plan: RestorePlan, _ tier: String) -> String {
        var lines = [
            "would restore \(name(plan)) from \(Printable.text(tier)), point \(plan.point.id.short) of "
                + "\(plan.point.manifest.created.short), into \(Printable.text(plan.target))",
            "  \(Counted.text(plan.files, "file")), \(ByteCount.text(plan.bytesToWrite)) to write",
        ]
        for step in plan.steps where step.action == .replace { lines.append("  replaces \(step.entry.name)") }
        return lines.joined(separator: "\n")
    }

    static func text(_ plan: RestorePlan, _ tier: String, seconds: Double, _ advice: ResumeAdvice) -> String {
        let manifest = plan.point.manifest
        var lines = [
            "restored \(name(plan)) from \(Printable.text(tier)), point \(plan.point.id.short) "
                + "of \(manifest.created.short), into \(Printable.text(plan.target))",
            "  \(Counted.text(plan.files, "file")), \(ByteCount.text(manifest.bytes)), every byte verified, "
                + "in \(TimeSpan.text(seconds))",
        ]
        if let epoch = manifest.training["epoch"]?.intValue, (0..<Int.max).contains(epoch) {
            let epochs = manifest.training["epochs"]?.intValue.map { " of \($0)" } ?? ""
            lines.append("  training reached epoch \(epoch + 1)\(epochs)")
        }
        if let repair = plan.repair { lines.append("  \(repair.path) \(repair.message)") }
        if let missing = advice.missing {
            lines.append(
                "  first bring the data set to \(Printable.text(missing)), where it is not,"
                    + " or name another with --data FILE"
            )
        }
        if let command = advice.command { lines.append("  continue with:\n    \(command)") }
        return lines.joined(separator: "\n")
    }
}
