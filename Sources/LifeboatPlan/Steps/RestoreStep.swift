internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatVault

/// The restore itself.
struct RestoreStep {
    let draft: PlanDraft

    private var request: PlanRequest { draft.request }
    private var isObjectStore: Bool { request.tier?.kind == .s3 || request.vault.hasPrefix("s3://") }

    var step: PlanStep {
        let manifest = request.point.manifest
        let mark = Shell.quoted(draft.workspace.mark(request.point.id.short))
        return PlanStep(
            id: "restore",
            title: "Restore \(Printable.text(manifest.experiment))",
            why: "Point \(request.point.id.short) of \(manifest.created.short) UTC: "
                + "\(Counted.text(manifest.files, "file")), "
                + "\(ByteCount.text(manifest.bytes)). Every byte is held against its digest.",
            commands: [command, ": > \(mark)"],
            check: "[ -e \(mark) ]"
                + (draft.resume.checkpoint.map { " && [ -s \(Shell.quoted("\(request.target)/\($0)")) ]" }
                    ?? ""),
            estimate: estimate,
            onFailure: fallback
        )
    }

    /// The run id: it is never ambiguous and never looks like an option.
    private var common: [String] {
        ["lifeboat", "restore", request.point.manifest.run.text, "--point", request.point.id.description]
    }

    /// Where the data set is now, for the command that the restore itself recommends.
    private var data: [String] { request.dataset.map { ["--data", $0] } ?? [] }

    private var command: String {
        guard let tier = request.tier, let policy = request.policyFile else { return withoutPolicy }
        let place = ["--from", tier.name, "--to", request.target]
        return Shell.line(common + place + data + ["--policy", policy])
    }

    private var withoutPolicy: String {
        Shell.line(common + ["--vault", request.vault, "--to", request.target] + data)
    }

    private var fallback: String {
        let other = command == withoutPolicy ? "" : "Without the policy: `\(withoutPolicy)`. "
        if isObjectStore { return other + "A restore that was interrupted goes on when it is run again." }
        let script = Shell.line(
            "sh",
            "\(request.vault)/\(BreakGlass.key)",
            "restore",
            request.point.id.description,
            request.target
        )
        return other + "Without Lifeboat: `\(script)`."
    }

    private var estimate: Estimate {
        let bytes = Double(request.point.manifest.bytes)
        let size = ByteCount.text(request.point.manifest.bytes)
        if let rate = request.rates.restoreBytesPerSecond, rate > 0 {
            let source = request.rates.restoreSource.map { " by \($0)" } ?? ""
            return Estimate(
                seconds: (bytes / rate).rounded(.up),
                basis: .measured,
                text: "\(size) at \(ByteCount.text(Int(min(rate, 1e15)))) a second, measured\(source)"
            )
        }
        let rate = isObjectStore ? 50 << 20 : 200 << 20
        return Estimate(
            seconds: (bytes / Double(rate)).rounded(.up),
            basis: .computed,
            text: "\(size) at an assumed \(ByteCount.text(rate)) a second; no drill has measured this tier"
        )
    }
}
