internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatDrill
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// `drill`: proves tiers by restoring from them.
struct DrillVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Prove tiers by restoring samples from each, alone, into scratch space.",
        discussion: """
            Without options, everything that is due by the policy's `drills`, which it must have. A drill \
            works in a mount namespace of its own that has neither the source nor the other tiers nor \
            local state, verifies every byte and what each checkpoint claims to be, measures the time, and \
            leaves nothing behind but its evidence. Exits 2 when anything fails; a tier that \
            holds nothing has failed.

            EXAMPLES
              lifeboat drill
              lifeboat drill --now
              lifeboat drill --tier replica --depth structure --sample all
              lifeboat drill --tier disk --sample 5 --seed 42 --json
            """
    )

    @Option(name: .long, help: "Only this tier, due or not.")
    var tier: String?

    @Option(name: .long, help: "How deep. Default: as the policy says, else structure.")
    var depth: DrillDepth?

    @Option(
        name: .long,
        // A number below 0 is a wrong number, and no option.
        parsing: .unconditional,
        help: .init(
            "How much: `all`, or how many points at random beside the newest and the best.",
            valueName: "amount"
        )
    )
    var sample: String?

    @Option(name: .long, help: "The seed of the random sample, to repeat a drill. Default: a new one.")
    var seed: UInt32?

    @Flag(name: .long, help: "Every drill of the policy, due or not.")
    var now = false

    @Option(
        name: .long,
        help: .init(
            "A directory to restore below. It must be there. Default: $TMPDIR, else /var/tmp.",
            valueName: "dir"
        ),
        completion: .directory
    )
    var scratch: String?

    @OptionGroup var options: CommonOptions

    func validate() throws {
        if let sample { _ = try Self.sample(sample) }
        guard let depth, !Capabilities.current.drillDepths.contains(depth) else { return }
        let depths = DrillDepth.allValueStrings.joined(separator: " and ")
        throw ValidationError("No drill goes to the depth \(depth.rawValue) yet; there are \(depths).")
    }

    func run(_ context: Context) throws -> ExitStatus {
        let policy = try context.policy(options)
        try check(policy, context)
        let state = try context.state()
        let surveys = policy.tiers.map { TierSurvey($0, context.stores) }
        let (history, doubts) = try context.evidence(of: surveys, policy)
        if !doubts.hasError { try refuseNothing(surveys, history, state, context) }
        let rules = try rules(policy, history, context)
        if rules.isEmpty {
            let json = DrillResult(drills: []).json.with("verdict", "passed")
                .with("findings", .array(doubts.map(\.json)))
            context.present("drill", options, json: json, findings: doubts) {
                "nothing is due; `lifeboat drill --now` drills all the same"
            }
            return doubts.hasError ? .badVerdict : .good
        }
        let evidence = try EvidenceWriter(context: context, state: state, policy: policy)
        let launcher = DrillLauncher(
            scratchRoot: scratchRoot(context),
            executable: context.executable,
            environment: context.environment,
            clock: context.clock,
            progress: context.progress(options),
            cancellation: context.cancellation
        )
        var random = SystemRandomNumberGenerator()
        var drills: [TierDrill] = []
        for rule in rules {
            guard let tier = policy.tier(named: rule.tier),
                let survey = surveys.first(where: { $0.tier.name == tier.name })
            else { continue }
            var request = DrillRequest(
                tier: tier,
                depth: rule.depth,
                sample: rule.sample,
                seed: Int(seed ?? random.next()),
                rtoSeconds: policy.objectives[tier.name]?.rto
            )
            guard let marker = survey.vault?.marker else {
                drills.append(Self.closed(survey, request))
                continue
            }
            let before = history.heldBefore(in: tier.name, not: marker)
            request.expectations = DrillExpectations(
                tier: tier,
                surveys: surveys,
                retention: policy.retention(for: tier),
                pruned: history.pruned(for: tier.name).union(before),
                held: history.held(in: tier.name, by: marker),
                now: context.clock.now()
            )
            request.arrivingSince = policy.arrivingSince(tier, now: context.clock.now())
            if tier.path == nil { request.policy = policy.rendered }
            let (place, home) = (state.path, context.home)
            request.hidden = HiddenPaths.all(of: policy, drilling: tier, state: place, home: home)
            drills.append(try launcher.run(request))
        }
        let result = DrillResult(drills: drills)
        let told = drills.flatMap(\.findings)
        let recorded = try evidence.record(.drill, result.json, told: told)
        let findings = doubts + recorded.map { EvidenceWriter.waiting($0, of: .drill) }
        let all = told + findings
        let json = result.json.with("findings", .array(findings.map(\.json)))
        let isProven = !findings.hasError
        context.present("drill", options, json: json, findings: all) { Self.text(result, isProven) }
        return result.verdict == .passed && isProven ? .good : .badVerdict
    }

    private func check(_ policy: Policy, _ context: Context) throws {
        if let tier {
            _ = try VaultAccess.tier(tier, policy)
        } else if policy.drills.isEmpty {
            throw LifeboatError(
                .failed,
                "the policy has no drills, so nothing is proven",
                path: context.policyPath(options),
                hint: "Add `drills:` to it, or drill one tier, as with"
                    + " `lifeboat drill --tier \(policy.tiers.first?.name ?? "TIER")`."
            )
        }
    }

    /// Before the first protect there is nothing to drill, and nothing to keep evidence of. A tier that is
    /// empty beside one that is not, or that this node or any evidence knows otherwise, fails its drill
    /// instead.
    private func refuseNothing(
        _ surveys: [TierSurvey],
        _ history: EvidenceHistory,
        _ state: LocalState,
        _ context: Context
    ) throws {
        let known = try state.vaults.all()
        let closed = surveys.filter { $0.vault == nil }
        guard history.confirmations.isEmpty, history.drills.isEmpty,
            surveys.allSatisfy({ $0.points.isEmpty && ($0.vault == nil || $0.findings.isEmpty) }),
            !closed.contains(where: { known[$0.tier.address] != nil })
        else { return }
        let message = "nothing was protected yet, so there is nothing to drill"
        guard closed.isEmpty else { throw closed.flatMap(\.findings).noTier(message) }
        throw LifeboatError(
            .notFound,
            message,
            path: context.policyPath(options),
            hint: "Run `lifeboat protect` first."
        )
    }

    /// The failed drill of a tier that cannot be opened, with the reason and the remedy that every verb
    /// gives.
    private static func closed(_ survey: TierSurvey, _ request: DrillRequest) -> TierDrill {
        var drill = TierDrill(
            tier: request.tier,
            depth: request.depth,
            sample: request.sample,
            seed: request.seed,
            rtoSeconds: request.rtoSeconds
        )
        drill.findings = survey.findings.map {
            Finding("drill.tier-unreachable", $0.severity, path: $0.path, $0.message, hint: $0.hint)
        }
        return drill
    }

    private func scratchRoot(_ context: Context) -> String {
        context.absolute(scratch ?? context.environment["TMPDIR"] ?? "/var/tmp")
    }

    /// What to drill: what is due, or what the options name.
    private func rules(_ policy: Policy, _ history: EvidenceHistory, _ context: Context) throws -> [DrillRule]
    {
        var rules = policy.drills
        if let tier {
            rules = rules.filter { $0.tier == tier }
            // Of several rules for one tier the deepest proves most.
            rules = rules.max { $0.depth < $1.depth }.map { [$0] } ?? []
            if rules.isEmpty { rules = [DrillRule(tier: tier, everySeconds: 86_400)] }
        } else if !now, depth == nil, sample == nil {
            return DrillSchedule.due(rules: rules, last: history.lastDrills, now: context.clock.now())
        }
        let chosen = try sample.map(Self.sample)
        return rules.map {
            DrillRule(
                tier: $0.tier,
                everySeconds: $0.everySeconds,
                depth: depth ?? $0.depth,
                sample: chosen ?? $0.sample,
                coverEvery: $0.coverEvery
            )
        }
    }

    private static func sample(_ text: String) throws -> DrillSample {
        if text == "all" { return .everything }
        guard let count = Int(text), count >= 0, count <= 1_000_000 else {
            throw ValidationError(
                "\(Printable.text(text)) is not a number of points; write --sample all, or --sample 3."
            )
        }
        return DrillSample(newest: 1, best: 1, random: count)
    }

    private static func text(_ result: DrillResult, _ isProven: Bool) -> String {
        var table = TextTable(
            ["TIER", "DEPTH", "VERDICT", "VERIFIED", "OF", "BYTES", "RESTORE", "RTO", "ISOLATION", "SEED"],
            right: [3, 4, 5, 6, 7, 9]
        )
        for drill in result.drills {
            // Where nothing was restored, there is no time to tell, and no sample to draw again.
            let isRun = !drill.points.isEmpty
            let isolation = isRun || drill.isolation != .none ? drill.isolation.rawValue : "-"
            table.add([
                drill.tier, drill.depth.rawValue, drill.verdict == .passed ? "passed" : "FAILED",
                "\(drill.verified)/\(drill.sampled)", String(drill.population), ByteCount.text(drill.bytes),
                isRun ? TimeSpan.text(drill.restoreSeconds) : "-",
                drill.rtoSeconds.map(TimeSpan.text) ?? "-", isolation, isRun ? String(drill.seed) : "-",
            ])
        }
        // The exit code says that something is wrong: a table in which all passed must not deny it.
        guard result.verdict == .passed, !isProven else { return table.text }
        return table.text + "\nevery drill passed, and the EVIDENCE does not verify"
    }
}
