internal import LifeboatCore

/// Going on with the training, and the proof that it really went on.
struct ResumeSteps {
    let draft: PlanDraft

    var steps: [PlanStep] {
        if draft.resume.isResumable { return draft.resume.command.isEmpty ? [byHand] : [start, proof] }
        return [use]
    }

    private var resume: ResumePart { draft.resume }
    private var target: String { draft.request.target }

    /// What the trainer writes when it really resumes (`resume_training` of the Ultralytics trainer): without
    /// this line it started anew.
    private var line: String {
        // A checkpoint may hold any number.
        let next = (resume.completed ?? 0) &+ 1
        return "from epoch \(next) to"
    }

    private var isResumed: String {
        "grep -q -F -e \(Shell.quoted(line)) \(Shell.quoted(draft.workspace.log)) 2>/dev/null"
    }

    private var isRunning: String {
        "kill -0 \"$(cat \(Shell.quoted(draft.workspace.process)) 2>/dev/null)\" 2>/dev/null"
    }

    private var start: PlanStep {
        let log = Shell.quoted(draft.workspace.log)
        let process = Shell.quoted(draft.workspace.process)
        let programs = Shell.quoted(draft.workspace.environment + "/bin")
        // Modules of one's own are found where the code is.
        let modules = hasCode ? "PYTHONPATH=\(Shell.quoted(draft.workspace.code)) " : ""
        let command =
            "\(modules)PATH=\(programs):\"$PATH\" nohup \(resume.command) > \(log) 2>&1 & "
            + "echo \"$!\" > \(process)"
        return PlanStep(
            id: "resume",
            title: "Go on with the training",
            why:
                "Every argument is spelled out: without them the trainer may begin anew, or write to the "
                + "directory of the node that is gone.",
            commands: resume.preparation + [command],
            // In this order: when it no longer runs, its log is all there is to come.
            check: "\(isRunning) || \(isResumed)",
            estimate: Estimate(seconds: 5, basis: .assumed, text: "the start of a process"),
            onFailure: "Read \(Printable.text(draft.workspace.log))."
        )
    }

    private var hasCode: Bool { draft.steps.contains { $0.id == "code" } }

    private var proof: PlanStep {
        let measured = draft.request.rates.resumeSeconds
        let state = resume.completed.map { "\($0) epochs are done" } ?? "the epochs done are not known"
        return PlanStep(
            id: "resumed",
            title: "See that it really resumed",
            why:
                "\(state); the log must say `\(line)`. A trainer that cannot resume starts a new training, "
                + "and says so in a warning only.",
            commands: [
                "i=0; until \(isResumed) || ! \(isRunning) || [ \"$i\" -ge 180 ]; "
                    + "do i=$((i + 1)); sleep 5; done"
            ],
            check: isResumed,
            estimate: measured.map {
                Estimate(seconds: $0, basis: .measured, text: "measured by a drill that resumed")
            }
                ?? Estimate(
                    seconds: 60,
                    basis: .assumed,
                    text: "assumed: one minute to load and to look the data over"
                ),
            onFailure: "Stop the process: it may be training from the start. Read "
                + "\(Printable.text(draft.workspace.log)); see that data set and packages are those recorded."
        )
    }

    private var byHand: PlanStep {
        PlanStep(
            id: "resume",
            title: "Go on with the training",
            why: "Start the training program and have it load "
                + "\(Printable.text("\(target)/\(resume.checkpoint ?? "")")); its command is not recorded.",
            estimate: Estimate(seconds: nil, basis: .unknown, text: "how the program starts is not known"),
            onFailure: "Run `lifeboat inspect` on the checkpoint to see what it holds."
        )
    }

    private var use: PlanStep {
        let over = resume.isFinished
        let file = resume.checkpoint.map { "\(target)/\($0)" }
        return PlanStep(
            id: "use",
            title: over ? "Use the model" : "Decide how to go on",
            why: over
                ? "The training is finished: there is nothing to resume. The run is restored for inference."
                : "No checkpoint of this point can be resumed from.",
            check: file.map { "[ -s \(Shell.quoted($0)) ]" },
            estimate: Estimate(seconds: 0, basis: .assumed, text: "nothing has to run"),
            onFailure: "Run `lifeboat inspect` on the checkpoints to see what they hold."
        )
    }
}
