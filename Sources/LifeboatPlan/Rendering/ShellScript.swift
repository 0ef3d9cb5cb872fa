internal import LifeboatCore
internal import LifeboatVault

/// A plan as a POSIX shell script. Every step is looked at first and done only where it is not done yet.
struct ShellScript {
    let plan: RecoveryPlan

    var text: String {
        var parts = [head]
        for (index, step) in plan.steps.enumerated() { parts.append(block(step, index + 1)) }
        parts.append("say \(Shell.quoted("Done: \(name) is at \(Printable.text(plan.request.target))."))\n")
        return parts.joined(separator: "\n")
    }

    private var name: String { Printable.text(plan.request.point.manifest.experiment) }

    private var head: String {
        """
        #!/bin/sh
        # Recovery plan for \(name), scenario \(plan.request.scenario.rawValue).
        # Point \(plan.request.point.id) of \(plan.request.point.manifest.created).
        # Made by lifeboat at \(plan.request.generated) for a bare Debian or Ubuntu node.
        # It can be run again at any point: what is done already is not done twice.
        #
        # LIFEBOAT_RESUME=no   restore everything and leave the training stopped
        # LIFEBOAT_ANY_GPU=1   accept whatever GPUs the node has
        #
        # Names are kept in single quotes so that nothing in them is expanded:
        # shellcheck disable=SC2016,SC1003
        set -eu

        say() { printf '%s\\n' "$1" >&2; }
        stop() {
            say "   failed. $1"
            say '   Run this script again when that is done: it goes on from here.'
            exit 1
        }
        if [ "$(id -u)" -eq 0 ]; then sudo() { "$@"; }; fi

        """
    }

    private func block(_ step: PlanStep, _ number: Int) -> String {
        var lines = ["# \(number). \(Printable.text(step.title))"]
        if let check = step.check { lines.append("check_\(number)() {\n    \(check)\n}") }
        if !step.commands.isEmpty {
            lines.append("run_\(number)() {\n" + step.commands.map { "    \($0)\n" }.joined() + "}")
        }
        lines.append("say \(Shell.quoted("\(number)/\(plan.steps.count) \(Printable.text(step.title))"))")
        lines.append(branches(step, number))
        return lines.joined(separator: "\n") + "\n"
    }

    private func branches(_ step: PlanStep, _ number: Int) -> String {
        let failure = Shell.quoted(Printable.text(step.onFailure))
        let reason = Shell.quoted("   By hand: \(Printable.text(step.why))")
        let action =
            switch (step.commands.isEmpty, step.check == nil) {
            case (true, true): "    say \(reason)"
            case (false, true): "    run_\(number)"
            case (true, false): "    stop \(failure)"
            case (false, false): "    run_\(number)\n    check_\(number) || stop \(failure)"
            }
        let isOptional = step.id == "resume" || step.id == "resumed"
        var branches: [(test: String, action: String)] = []
        if isOptional { branches.append(("[ \"${LIFEBOAT_RESUME:-yes}\" = no ]", "    say '   left out'")) }
        if step.check != nil { branches.append(("check_\(number)", "    say '   is done'")) }
        guard let first = branches.first else { return action.replacing("\n    ", with: "\n").dropIndent }
        var text = "if \(first.test); then\n\(first.action)\n"
        for branch in branches.dropFirst() { text += "elif \(branch.test); then\n\(branch.action)\n" }
        return text + "else\n\(action)\nfi"
    }
}

extension String {
    fileprivate var dropIndent: String { String(drop { $0 == " " }) }
}
