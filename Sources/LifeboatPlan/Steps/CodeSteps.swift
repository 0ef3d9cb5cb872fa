internal import LifeboatCore
internal import LifeboatVault

/// The code that the run was trained from.
struct CodeSteps {
    let draft: PlanDraft

    var steps: [PlanStep] {
        guard let code = GitCode(git) else { return [] }
        let folder = draft.workspace.code
        return [
            PlanStep(
                id: "code",
                title: "Fetch the code",
                why: "The checkpoint was saved by commit \(code.commit.prefix(12))"
                    + (code.branch.map { " of branch \(Printable.text($0))" } ?? "")
                    + ". Changes that were not committed are not in it.",
                commands: [
                    "[ -d \(Shell.quoted(folder + "/.git")) ] || "
                        + Shell.line("git", "clone", "--no-checkout", "--", code.origin, folder),
                    Shell.line("git", "-C", folder, "checkout", "--quiet", "--detach", code.commit),
                ] + install,
                check:
                    "[ \"$(git -C \(Shell.quoted(folder)) rev-parse HEAD 2>/dev/null)\" = \(code.commit) ]",
                estimate: Estimate(seconds: 60, basis: .assumed, text: "assumed: one minute"),
                onFailure:
                    "See that this node may read \(Printable.text(code.origin)) and that the commit is in it."
            )
        ]
    }

    /// A package that was installed from the working tree is installed from it again.
    private var install: [String] {
        guard draft.requirements.hasEditable else { return [] }
        let workspace = draft.workspace
        let words = [
            workspace.installer, "pip", "install", "--quiet", "--python", workspace.python, "--no-deps",
            "--editable", workspace.code,
        ]
        return [Shell.line(words)]
    }

    private var git: JSON? { draft.request.point.manifest.training["git"] }
}
