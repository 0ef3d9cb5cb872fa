internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatVault

/// The values that a runbook is filled in with.
struct MarkdownPlan {
    let plan: RecoveryPlan

    /// By the name in the template; `runbooks/README.md` lists them.
    var values: [String: String] {
        let manifest = plan.request.point.manifest
        return [
            "experiment": Markdown.code(manifest.experiment), "host": Markdown.code(manifest.host),
            "run": Markdown.code(manifest.run.text), "point": Markdown.code(plan.request.point.id.short),
            "created": "\(manifest.created.short) UTC", "generated": "\(plan.request.generated.short) UTC",
            "tier": plan.request.tier.map { Markdown.code($0.name) } ?? "the vault",
            "vault": Markdown.code(plan.request.vault), "target": Markdown.code(plan.request.target),
            "state": state, "lost": Markdown.prose(plan.request.choice?.loss?.text ?? "not worked out"),
            "destroyed": destroyed, "why": list(why), "steps": steps, "times": times,
            "prediction": prediction, "findings": list(findings), "protect": Markdown.code(protect),
            "drill": Markdown.code(drill),
        ]
    }

    private var manifestState: JSON { plan.request.point.manifest.training }

    private var state: String {
        if plan.isFinished { return "the training is finished" }
        guard let epoch = manifestState["epoch"]?.intValue, epoch >= 0, epoch < .max else {
            return "no epoch is recorded"
        }
        let all = manifestState["epochs"]?.intValue.map { " of \($0)" } ?? ""
        return "\(epoch + 1)\(all) epochs are done"
    }

    /// Follows a sentence; empty where nobody asked what the scenario takes away.
    private var destroyed: String {
        guard let choice = plan.request.choice else { return "" }
        let places = choice.destroyed.map { "`\($0.name)`: \(Markdown.prose($0.reason))" }
        return " Gone in this scenario:\n\n\(list(places))"
    }

    private var why: [String] {
        plan.request.choice?.why.map(Markdown.prose) ?? ["Tier and point were named when this plan was made."]
    }

    private var findings: [String] {
        plan.findings.map { finding in
            let hint = finding.hint.isEmpty ? "" : " \(Markdown.prose(finding.hint))"
            return "\(Markdown.code(finding.code)): \(Markdown.prose(finding.message)).\(hint)"
        }
    }

    private func list(_ items: [String]) -> String {
        items.isEmpty ? "- nothing" : items.map { "- \($0)" }.joined(separator: "\n")
    }

    private var steps: String {
        plan.steps.enumerated().map { step($1, $0 + 1) }.joined(separator: "\n\n")
    }

    private func step(_ step: PlanStep, _ number: Int) -> String {
        var parts = ["### \(number). \(Markdown.prose(step.title))", Markdown.prose(step.why)]
        if !step.commands.isEmpty { parts.append(Markdown.block(step.commands)) }
        if let check = step.check {
            parts.append("It is done when this succeeds:\n\n\(Markdown.block([check]))")
        }
        parts.append("If it fails: \(Markdown.prose(step.onFailure))")
        return parts.joined(separator: "\n\n")
    }

    private var times: String {
        let rows = plan.steps.enumerated().map { index, step in
            let time = step.estimate.seconds.map(TimeSpan.text) ?? "not known"
            return
                "| \(index + 1) | \(Markdown.cell(step.title)) | \(time) "
                + "| \(Markdown.cell(step.estimate.text)) |"
        }
        return (["| step | | time | basis |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }

    private var prediction: String {
        let total = TimeSpan.text(plan.predictedSeconds)
        let unknown = plan.unknownSteps.map(Markdown.code).joined(separator: ", ")
        let rest = unknown.isEmpty ? "" : ", and what \(unknown) takes on top"
        guard let rto = plan.request.objective?.rto else {
            return "\(total)\(rest). No objective is set for this tier."
        }
        let verdict =
            switch plan.meetsObjective {
            case true: "met"
            case false: "**not met**"
            default: "whether it is met cannot be said"
            }
        return "\(total)\(rest). The objective is \(TimeSpan.text(rto)): \(verdict)."
    }

    private var policy: String { Shell.quoted(plan.request.policyFile ?? "lifeboat.yaml") }
    private var protect: String { "lifeboat protect --policy \(policy)" }
    private var drill: String { "lifeboat drill --policy \(policy)" }
}
