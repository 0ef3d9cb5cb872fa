internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPlan
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// `plan`: the recovery plan for a fresh node.
struct PlanVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Write the plan that rebuilds a training on a fresh node.",
        discussion: """
            Chooses the tier and point that survive the scenario, and writes ordered steps with their \
            commands, checks and estimated times: node, packages, code, data set, checkpoint, resume.

            EXAMPLES
              lifeboat plan my_yolo_train/exp1
              lifeboat plan my_yolo_train/exp1 --scenario disk-loss
              lifeboat plan my_yolo_train/exp1 --format sh --out recover.sh
              lifeboat plan my_yolo_train/exp1 --vault /mnt/replica/vault --format json
            """
    )

    /// How a plan is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        /// Markdown.
        case md
        /// JSON.
        case json
        /// A POSIX shell script.
        case sh
    }

    @Argument(help: "An experiment: NAME, NAME@HOST or a run id.")
    var experiment: String

    @Option(name: .long, help: "What is lost.")
    var scenario: Scenario = .instanceLoss

    @Option(name: .long, help: "How it is written: Markdown, JSON or a POSIX shell script. Default: md.")
    var format: Format?

    @Option(
        name: .shortAndLong,
        help: .init("Write the plan to this file, replacing it.", valueName: "file"),
        completion: .file()
    )
    var out: String?

    @Option(
        name: .long,
        help: .init(
            "The run directory on the fresh node. Default: where the run was; beside it for bad-checkpoint.",
            valueName: "dir"
        )
    )
    var to: String?

    @Option(name: .long, help: .init("The data set's YAML on the fresh node.", valueName: "file"))
    var data: String?

    @Option(
        name: .long,
        help: .init(
            "Where environment and code go on the fresh node. Default: below /opt/lifeboat.",
            valueName: "dir"
        )
    )
    var workspace: String?

    @Option(
        name: .long,
        help: .init("No point newer than this time (ISO 8601, UTC), as for ransomware.", valueName: "time"),
        transform: TimeArgument.parse
    )
    var at: Timestamp?

    @OptionGroup var access: VaultOptions<SurvivingTier>
    @OptionGroup var options: CommonOptions

    func validate() throws {
        if options.json, let format, format != .json {
            throw ValidationError("--json and --format \(format.rawValue) exclude each other.")
        }
    }

    func run(_ context: Context) throws -> ExitStatus {
        let format = options.json ? .json : format ?? .md
        let request =
            try access.vault == nil && access.tier == nil
            ? fromPolicy(context) : fromVault(context)
        let plan = try RecoveryPlan(request)
        let text: String =
            switch format {
            case .md: plan.markdown
            case .json: plan.json.pretty
            case .sh: plan.shell
            }
        if let out {
            try context.write(text, to: context.absolute(out), mode: format == .sh ? 0o755 : 0o644)
            if !options.quiet { context.noteWritten(out) }
        } else {
            context.console.out(text)
        }
        for finding in plan.findings { context.console.finding(finding) }
        return .good
    }

    /// The tier that the scenario leaves standing.
    private func fromPolicy(_ context: Context) throws -> PlanRequest {
        let policy = try context.policy(options, orVault: true)
        try refuseImpossible(policy)
        let surveys = policy.tiers.map { TierSurvey($0, context.stores) }
        let choice = try choice(among: surveys, context)
        guard let newest = choice.points.first else {
            throw LifeboatError(
                .notFound,
                "there is no point of it",
                path: experiment,
                hint: "`lifeboat ls` shows what the tiers hold; `lifeboat protect` makes a point."
            )
        }
        let manifest = newest.manifest
        let states = surveys.map {
            TierState($0, of: manifest.run, device: Self.device($0.tier.path))
        }
        let source = SourceState(
            path: manifest.origin.path,
            device: Self.device(manifest.origin.path),
            epoch: manifest.training["epoch"]?.intValue
        )
        let now = context.clock.now()
        let survivor = ScenarioChoice(scenario, source: source, tiers: states, before: at, now: now)
        guard let tier = survivor.tier, let point = survivor.point else { throw nothing(survivor) }
        var request = self.request(point, vault: tier.address, now)
        request.choice = survivor
        try complete(&request, tier.tier, policy, surveys, context)
        return request
    }

    /// The run that is meant. A tier that is gone is what a plan is for, and where the others know nothing of
    /// the run, that is said of it: nobody knows what it holds.
    private func choice(among surveys: [TierSurvey], _ context: Context) throws -> PointChoice {
        let open = surveys.filter { $0.vault != nil }
        let closed = surveys.filter { $0.vault == nil }
        let names = closed.map(\.tier.name).joined(separator: ", ")
        guard !open.isEmpty else {
            throw closed.flatMap(\.findings).noTier(path: context.policyPath(options))
        }
        do {
            return try PointChoice(
                ExperimentName(experiment),
                in: open.flatMap(\.points),
                // A manifest that cannot be read may be the one.
                unreadable: open.flatMap(\.findings),
                at: open.map(\.tier.name).joined(separator: ", ")
            )
        } catch let error as LifeboatError where error.code == .notFound && !closed.isEmpty {
            throw LifeboatError(
                error.code,
                "\(error.message); \(names) cannot be opened",
                path: error.path,
                hint: "Is \(names) mounted? It may hold the run."
            )
        }
    }

    /// The vault or tier that was named, whatever the scenario.
    private func fromVault(_ context: Context) throws -> PlanRequest {
        let (vaults, _) = try access.open(context, options)
        guard let opened = vaults.first else {
            throw LifeboatError(.notFound, "there is no vault", path: access.vault)
        }
        let choice = try opened.choice(of: ExperimentName(experiment))
        let point =
            try scenario == .badCheckpoint
            ? earlier(choice.points, opened, context) : choice.point(id: nil, at: at).point
        var request = self.request(point, vault: opened.vault.address, context.clock.now())
        guard access.tier != nil else { return request }
        let policy = try context.policy(options)
        try refuseImpossible(policy)
        let surveys = policy.tiers.map { TierSurvey($0, context.stores) }
        try complete(&request, VaultAccess.tier(opened.name, policy), policy, surveys, context)
        return request
    }

    /// The point of one vault to go back to.
    private func earlier(_ points: [Point], _ opened: VaultAccess.Opened, _ context: Context) throws -> Point
    {
        let tier = Tier(name: opened.name, storage: .directory(path: opened.address))
        let survivor = ScenarioChoice(
            scenario,
            source: SourceState(path: points.first?.manifest.origin.path ?? "/"),
            tiers: [TierState(tier: tier, address: opened.vault.address, points: points)],
            before: at,
            now: context.clock.now()
        )
        guard let point = survivor.point else { throw nothing(survivor) }
        return point
    }

    /// What a policy knows of the tier that a plan rests on: what is asked of it and what its drills
    /// measured.
    private func complete(
        _ request: inout PlanRequest,
        _ tier: Tier,
        _ policy: Policy,
        _ surveys: [TierSurvey],
        _ context: Context
    ) throws {
        request.tier = tier
        request.policyFile = context.policyPath(options)
        request.objective = policy.objectives[tier.name]
        let (history, doubts) = try context.evidence(of: surveys, policy)
        for doubt in doubts { context.console.finding(doubt) }
        request.rates.restoreBytesPerSecond = history.restoreRate(of: tier.name)
        request.rates.restoreSource = "the newest drill of \(tier.name)"
    }

    /// A plan for what cannot happen would look like an answer.
    private func refuseImpossible(_ policy: Policy) throws {
        guard let reason = scenario.impossibility(for: policy.tiers) else { return }
        throw LifeboatError(
            .failed,
            "\(scenario.rawValue) cannot happen: \(reason)",
            path: experiment,
            hint: "Name another scenario: `lifeboat plan --help` lists them."
        )
    }

    private func nothing(_ survivor: ScenarioChoice) -> LifeboatError {
        let reason = survivor.findings.errors.first
        let gone = survivor.destroyed.map { "\($0.name): \($0.reason)" }.joined(separator: "; ")
        return LifeboatError(
            .failed,
            "nothing survives \(scenario.rawValue): \(reason?.message ?? "no tier holds a point that works")"
                + (gone.isEmpty ? "" : " (\(gone))"),
            path: experiment,
            hint: reason?.hint
        )
    }

    private func request(_ point: Point, vault: String, _ now: Timestamp) -> PlanRequest {
        var request = PlanRequest(
            point: point,
            vault: vault,
            target: to ?? PlanRequest.usualTarget(of: point, scenario),
            scenario: scenario,
            generated: now
        )
        request.dataset = data
        request.workspace = workspace
        return request
    }

    /// The device that holds a path, or nil when it is not there.
    private static func device(_ path: String?) -> UInt64? {
        guard let path else { return nil }
        return try? Directory(path).descriptor.facts().device
    }
}
