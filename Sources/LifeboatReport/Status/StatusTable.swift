public import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// Experiment by tier: the newest point, its age, how far behind it is, and when the tier was last drilled.
/// Pure.
public struct StatusTable: Sendable {
    /// The time that ages are counted to.
    public let now: Timestamp
    /// One row an experiment, by name.
    public let rows: [StatusRow]
    /// The tiers in the policy's order.
    public let tiers: [StatusTier]
    /// What is wrong or notable.
    public let findings: [Finding]

    /// Computes the table.
    public init(_ input: ReportInput) {
        let history = EvidenceHistory(input.evidence, now: input.now)
        let fleet = input.fleet
        let states = input.policy.tiers.map { input.state(of: $0) }
        let rows = fleet.map { Self.row($0, states, history, input.now) }
        now = input.now
        self.rows = rows
        tiers = states.enumerated().map { index, state in
            Self.tier(state, rows.map { ($0, $0.cells[index]) }, history, input)
        }
        findings =
            input.sources.compactMap(\.failure) + states.flatMap(\.findings) + Self.empty(input)
            + states.flatMap { ClockSkew.findings($0.points, in: $0.name, now: input.now) }
            + input.verification.findings + history.findings
    }

    private static func row(
        _ member: FleetMember,
        _ states: [TierState],
        _ history: EvidenceHistory,
        _ now: Timestamp
    ) -> StatusRow {
        let epochs = states.map { state in member.run.flatMap { state.newest(of: $0) }.flatMap(Self.epoch) }
        let front = member.state?.epoch ?? epochs.compactMap { $0 }.max()
        let cells = states.enumerated().map { index, state in
            let newest = member.run.flatMap { state.newest(of: $0) }
            let training = newest?.manifest.training
            return StatusCell(
                tier: state.name,
                point: newest?.id,
                created: newest?.manifest.created,
                ageSeconds: newest.map { max(0, now.seconds(since: $0.manifest.created)) },
                state: newest.map { Self.word($0, state) },
                verdict: training?["verdict"]?.stringValue,
                epoch: epochs[index],
                epochs: training?["epochs"]?.intValue,
                progress: newest?.manifest.progress,
                epochsBehind: epochs[index].flatMap { epoch in front.map { max(0, Self.distance($0, epoch)) }
                },
                points: state.points.count { $0.manifest.run == member.run },
                exposure: exposure(member, state, history, now)
            )
        }
        return StatusRow(
            experiment: member.name,
            run: member.run,
            host: member.host,
            presence: member.presence,
            cells: cells
        )
    }

    private static func word(_ point: Point, _ tier: TierState) -> String {
        if tier.arriving.contains(point.id) { return "arriving" }
        return tier.damaged[point.id] == nil ? point.manifest.state.rawValue : "damaged"
    }

    /// A finished training has stripped its epoch to -1, which is no place to go on from.
    private static func epoch(_ point: Point) -> Int? {
        point.manifest.training["epoch"]?.intValue.flatMap { $0 >= 0 ? $0 : nil }
    }

    private static func distance(_ a: Int, _ b: Int) -> Int {
        let (difference, overflow) = a.subtractingReportingOverflow(b)
        return overflow ? .max : difference
    }

    private static func exposure(
        _ member: FleetMember,
        _ tier: TierState,
        _ history: EvidenceHistory,
        _ now: Timestamp
    ) -> CellExposure {
        guard member.counts else { return .notCounted }
        guard tier.isReachable else {
            return .counted(Exposure(seconds: nil, atLeast: nil, basis: .neverHeld))
        }
        let point = member.run.flatMap { tier.newestWhole(of: $0) }
        let confirmed = point.flatMap {
            history.confirmation(of: $0.id, in: tier.name)?.time
        }
        let created = point?.manifest.created
        guard let state = member.state else {
            return .counted(Exposure(lostWithConfirmed: confirmed, point: created, now: now))
        }
        // A point stands for the time it was taken, whatever evidence there is.
        let held = [confirmed, created].compactMap { $0 }.max()
        let tree = point.flatMap { tier.trees[$0.id] }
        return .counted(Exposure(of: state.entries, held: tree, confirmed: held, now: now))
    }

    private static func tier(
        _ state: TierState,
        _ column: [(row: StatusRow, cell: StatusCell)],
        _ history: EvidenceHistory,
        _ input: ReportInput
    ) -> StatusTier {
        var worst = Exposure(seconds: state.isReachable ? 0 : nil, atLeast: nil, basis: .source)
        var name: String?
        for (row, cell) in column {
            guard let exposure = cell.exposure.counted, exposure.seconds != 0 else { continue }
            if name == nil || Exposure.worse(worst, exposure) != worst {
                (worst, name) = (exposure, row.experiment)
            }
        }
        if input.sources.contains(where: { $0.failure != nil }),
            !column.contains(where: { $0.row.presence == .unreadable })
        {
            // A source that cannot be read and of which nothing is held may have been anything.
            worst = Exposure(seconds: nil, atLeast: nil, basis: .neverHeld)
        }
        let newest = state.points.map(\.manifest.created).max()
        let drill = history.lastDrill(of: state.name)
        return StatusTier(
            tier: state.name,
            isReachable: state.isReachable,
            points: state.points.count,
            newestPointAgeSeconds: newest.map { max(0, input.now.seconds(since: $0)) },
            exposure: worst,
            mostExposed: name,
            rpoSeconds: input.policy.objectives[state.name]?.rpo,
            lastDrill: drill,
            lastDrillAgeSeconds: drill.map { max(0, input.now.seconds(since: $0.time)) }
        )
    }

    private static func empty(_ input: ReportInput) -> [Finding] {
        let held = Set(input.tiers.flatMap(\.points).map(\.manifest.source))
        return input.sources.filter { $0.failure == nil && $0.experiments.isEmpty }.map { source in
            if held.contains(source.source) {
                return Finding(
                    "source.empty",
                    .error,
                    path: source.source,
                    "holds nothing now, and the tiers hold points of it",
                    hint: "If its disk is not mounted, mount it; if the data is lost, run `lifeboat restore`."
                )
            }
            return Finding(
                "source.nothing",
                .warning,
                path: source.source,
                "holds nothing, and nothing was ever protected from it",
                hint: "Check the path of the source in the policy."
            )
        }
    }
}
