internal import ArgumentParser
internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// `restore`: carries a recovery out.
struct RestoreVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restore an experiment onto this node and say how training goes on.",
        discussion: """
            Takes the newest good point that any tier holds, from the nearest tier that has it whole, writes \
            it into DIR, reads every byte back, and prints the command that really continues the training. \
            What a tier lacks or holds damaged comes from the next one. A restore that was killed goes on \
            where it was when it is run again. Files that differ are never overwritten without --force.

            EXAMPLES
              lifeboat restore my_yolo_train/exp1 --to /mnt/ssd/exp1
              lifeboat restore my_yolo_train/exp1 --to exp1 --from replica --dry-run
              lifeboat restore my_yolo_train/exp1 --to exp1 --vault /mnt/replica/vault
              lifeboat restore my_yolo_train/exp1 --to exp1 --at 2026-11-20T18:00:00Z
              lifeboat restore my_yolo_train/exp1 --to exp1 --data coco.yaml --resume
            """
    )

    @Argument(help: "An experiment: NAME, NAME@HOST or a run id.")
    var experiment: String

    @Option(
        name: .long,
        help: .init("The directory that becomes the run directory.", valueName: "dir"),
        completion: .directory
    )
    var to: String

    @Option(
        name: .long,
        help: .init(
            "The tier, or the path of a vault, with a / in it. Default: all tiers, the nearest first.",
            valueName: "tier"
        )
    )
    var from: String?

    @Option(
        name: .long,
        help: .init("The path of a vault; no policy is needed then.", valueName: "dir"),
        completion: .directory
    )
    var vault: String?

    @Option(
        name: .long,
        help: .init("The newest good point at this time (ISO 8601, UTC).", valueName: "time"),
        transform: TimeArgument.parse
    )
    var at: Timestamp?

    @Option(
        name: .long,
        help: .init(
            "The point: the start of its id, `newest` or `best`. Default: the newest good one.",
            valueName: "id"
        )
    )
    var point: String?

    @Option(
        name: .long,
        help: .init("The data set's YAML on this node, for the resume command.", valueName: "file"),
        completion: .file()
    )
    var data: String?

    @Flag(name: .long, help: "Continue the training when everything is restored.")
    var resume = false

    @Flag(name: .long, help: "Only say what would be done.")
    var dryRun = false

    @Flag(name: .long, help: "Replace files that differ.")
    var force = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if experiment.isEmpty { throw ValidationError("The experiment has no name: is a variable unset?") }
        if to.isEmpty { throw ValidationError("--to names no directory: is a variable unset?") }
        if vault == "" || from == "" { throw ValidationError("The vault has no name: is a variable unset?") }
        if from != nil, vault != nil { throw ValidationError("Give --from or --vault, not both.") }
        if resume, dryRun { throw ValidationError("--resume and --dry-run exclude each other.") }
    }

    func run(_ context: Context) throws -> ExitStatus {
        let named = vault ?? from.flatMap { VaultAccess.isPath($0) ? $0 : nil }
        let policy = named == nil ? try context.policy(options, orVault: true) : nil
        let target = context.absolute(to)
        let file = policy.map { _ in context.policyPath(options) }
        try RestoreTarget.check(target, policy, file: file, state: try? context.stateDirectory)
        // A node that has lost everything may have no place for local state either: it restores all the same.
        let state = Result { try context.state() }
        let session = RestoreSession(
            context: context,
            policy: policy,
            experiment: ExperimentName(experiment),
            point: point,
            at: at,
            state: state
        )
        let choice = try session.choose(from: named ?? from)
        let lock = try RestoreLock(target, policy, state)
        defer { withExtendedLifetime(lock) {} }
        let watch = Stopwatch()
        let (done, place, passed) = try choice.first(restoring: target) { place in
            try self.restore(choice.point, from: place.vault, to: target, policy, context)
        }
        // Everything is in place: what is wrong with the tiers is a warning here.
        let findings = (choice.findings + lock.findings + passed + done.findings).map { $0.atMost(.warning) }
        if dryRun {
            let json = done.plan.json.with("ok", true).with("dryRun", true).with("tier", .string(place.name))
                .with("resumeCommand", .optional(done.advice.command))
                .with("findings", .array(findings.map(\.json)))
            context.present("restore", options, json: json, findings: findings) {
                RestoreView.text(done.plan, place.name)
            }
            return .good
        }
        let result = RestoreView.json(done.plan, place.name, seconds: watch.seconds, done.advice)
        let noted = note(result, of: done.plan, from: place.vault, state, policy, context)
        let all = findings + noted.map { $0.atMost(.warning) }
        let json = result.with("findings", .array(all.map(\.json)))
        let told = all.filter { options.output.json || !RestoreView.said.contains($0.code) }
        context.present("restore", options, json: json, findings: told) {
            RestoreView.text(done.plan, place.name, seconds: watch.seconds, done.advice)
        }
        if resume { try done.advice.resume(in: context) }
        return .good
    }

    /// A restore from one vault: what it was, how training goes on, and what was notable.
    private struct Done {
        let plan: RestorePlan
        let advice: ResumeAdvice
        let findings: [Finding]
    }

    /// Plans the restore from one vault, and carries it out unless it is a dry run. Tried again from another
    /// vault, it goes on where it was.
    private func restore(
        _ point: Point,
        from vault: Vault,
        to target: String,
        _ policy: Policy?,
        _ context: Context
    ) throws -> Done {
        let planner = RestorePlanner(vault, workers: context.workers, cancellation: context.cancellation)
        let plan = try planner.plan(point, to: target, force: force)
        var findings = plan.findings
        if !dryRun {
            let restorer = Restorer(
                vault,
                workers: context.workers,
                progress: context.progress(options),
                cancellation: context.cancellation
            )
            findings += try restorer.run(plan)
        }
        let advice = ResumeAdvice(
            plan,
            in: vault,
            data: data.map(context.absolute),
            named: policy?.environment.dataset ?? []
        )
        findings += advice.findings + [vault.recalledObjects].compactMap { $0 }
        return Done(plan: plan, advice: advice, findings: findings)
    }

    /// Remembers which run the directory is, and records the restore. The run is back by then: what cannot be
    /// written now is a warning.
    private func note(
        _ result: JSON,
        of plan: RestorePlan,
        from vault: Vault,
        _ state: Result<LocalState, any Error>,
        _ policy: Policy?,
        _ context: Context
    ) -> [Finding] {
        do {
            let state = try state.get()
            let run = plan.point.manifest.run
            let facts = try Directory(plan.target).descriptor.facts()
            let origin = Origin(path: plan.target, inode: facts.inode, birth: facts.birth)
            // A copy beside the living run is no continuation of it: two directories never share a history.
            if try !state.registry.isAlive(run, elsewhereThan: origin) {
                try state.registry.remember(run, at: origin)
            }
            return try EvidenceWriter(context: context, state: state, policy: policy)
                .record(.restore, result, used: vault).map { EvidenceWriter.waiting($0, of: .restore) }
        } catch {
            let failure = Finding("restore.no-evidence", failure: error, path: "")
            return [
                Finding(
                    failure.code,
                    .warning,
                    path: failure.path,
                    "no evidence of this restore was written: \(failure.message)",
                    hint: failure.hint
                )
            ]
        }
    }
}
