internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// `prune`: retention, as a plan and then as an act.
struct PruneVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Delete the points that the policy's retention does not keep.",
        discussion: """
            Prints what goes and why before it goes. The newest point, the newest complete one and the \
            newest that training can resume from always stay. Objects are freed later, by `vault gc`.

            EXAMPLES
              lifeboat prune --dry-run
              lifeboat prune --tier disk
            """
    )

    @Flag(name: .long, help: "Only say what would be deleted.")
    var dryRun = false

    @Option(name: .long, help: "Only this tier. Default: every tier.")
    var tier: String?

    @OptionGroup var options: CommonOptions

    func run(_ context: Context) throws -> ExitStatus {
        let policy = try context.policy(options)
        let state = try context.state()
        if let tier { _ = try VaultAccess.open(from: tier, policy, context) }
        var plans: [PrunePlan] = []
        // The retention of one must not reach into the vault of another.
        let clashes = TierClash.all(in: policy).filter { tier == nil || tier == $0.tier }
        var findings = clashes.map(\.finding)
        for candidate in policy.tiers where candidate.isWritable && (tier == nil || tier == candidate.name) {
            if clashes.contains(where: { $0.tier == candidate.name }) { continue }
            do {
                plans.append(
                    try PrunePlan(
                        candidate,
                        retention: policy.retention(for: candidate),
                        now: context.clock.now()
                    )
                )
            } catch {
                findings.append(Finding("prune.tier-failed", failure: error, path: candidate.name))
            }
        }
        var deleted: [JSON] = []
        if !dryRun {
            let outcome = Result { try Self.delete(plans, state, context, &deleted) }
            // Also when it was stopped half-way: what nobody says was pruned looks like a loss for ever.
            let body: JSON = ["deleted": .array(deleted)]
            findings += try EvidenceWriter(context: context, state: state).record(
                .prune,
                body,
                policy: policy
            )
            try outcome.get()
        }
        let json: JSON = [
            "ok": .bool(!findings.contains { $0.severity == .error }), "dryRun": .bool(dryRun),
            "tiers": .array(plans.map(\.json)), "deleted": .array(deleted),
            "findings": .array(findings.map(\.json)),
        ]
        context.present("prune", options, json: json, findings: findings) { Self.text(plans, dryRun: dryRun) }
        return findings.contains { $0.severity == .error } ? .failed : .good
    }

    private static func delete(
        _ plans: [PrunePlan],
        _ state: LocalState,
        _ context: Context,
        _ deleted: inout [JSON]
    ) throws {
        for plan in plans {
            let lock = try state.lock(plan.vault.address, purpose: "pruning \(plan.tier)")
            defer { withExtendedLifetime(lock) {} }
            try plan.execute(cancellation: context.cancellation, deleted: &deleted)
        }
    }

    private static func text(_ plans: [PrunePlan], dryRun: Bool) -> String {
        var lines: [String] = []
        for plan in plans {
            lines.append(
                "\(plan.tier): \(Counted.text(plan.kept, "point")) kept, \(plan.doomed.count) "
                    + (dryRun ? "to delete" : "deleted")
            )
            for point in plan.doomed {
                lines.append(
                    "  - \(point.manifest.experiment) \(point.id.short) of \(point.manifest.created.short)"
                )
            }
        }
        return lines.joined(separator: "\n")
    }
}
