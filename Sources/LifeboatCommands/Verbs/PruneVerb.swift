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
            Prints what goes and why; with --dry-run also which rule keeps the rest. The newest point, the \
            newest complete one and the newest that training can resume from always stay. Objects are freed \
            later, by `vault gc`.

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
        let tiers = try tiers(of: policy)
        let evidence = dryRun ? nil : try EvidenceWriter(context: context, state: state, policy: policy)
        let pruner = Pruner(
            policy: policy,
            stores: context.stores,
            state: state,
            clock: context.clock,
            cancellation: context.cancellation,
            announce: { try evidence?.record(.prune, ["announced": .array($0)]) ?? [] }
        )
        var result = PruneResult()
        let outcome = Result { try pruner.run(tiers, isDryRun: dryRun, &result) }
        if let evidence {
            // Also when it was stopped half-way: what nobody says was pruned looks like a loss for ever.
            let told = try evidence.record(.prune, ["deleted": .array(result.deleted)], told: result.findings)
            result.findings += told.filter { !result.findings.contains($0) }
        }
        if case .failure(let error) = outcome {
            for finding in result.findings { context.console.finding(finding) }
            throw error
        }
        let isGood = !result.findings.hasError
        let json: JSON = [
            "ok": .bool(isGood), "dryRun": .bool(dryRun), "tiers": .array(result.plans.map(\.json)),
            "deleted": .array(result.deleted), "findings": .array(result.findings.map(\.json)),
        ]
        context.present("prune", options, json: json, findings: result.findings) {
            Self.text(result.plans, dryRun: dryRun)
        }
        return isGood ? .good : .failed
    }

    private func tiers(of policy: Policy) throws -> [Tier] {
        guard let tier else { return policy.tiers.filter(\.isWritable) }
        let named = try VaultAccess.tier(tier, policy)
        guard named.isWritable else {
            throw LifeboatError(
                .usage,
                "tier \(tier) is a \(named.kind.rawValue), and nothing can be deleted from it",
                hint: "Name another tier, or leave --tier out for all that can be pruned."
            )
        }
        return [named]
    }

    private static func text(_ plans: [PrunePlan], dryRun: Bool) -> String {
        var lines: [String] = []
        for plan in plans {
            lines.append(
                "\(plan.tier): \(Counted.text(plan.kept.count, "point")) kept, \(plan.doomed.count) "
                    + (dryRun ? "to delete" : "deleted")
            )
            lines += plan.doomed.map { line("-", $0, plan) }
            // Before the act it is worth knowing why the others are safe; afterwards only what is gone.
            if dryRun { lines += plan.kept.map { line("+", $0, plan) } }
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ mark: String, _ point: Point, _ plan: PrunePlan) -> String {
        "  \(mark) \(Printable.text(point.manifest.experiment)) \(point.id.short) of"
            + " \(point.manifest.created.short): \(plan.reasons[point.id] ?? "")"
    }
}
