internal import LifeboatCore
internal import LifeboatRecovery
internal import LifeboatVault

/// One experiment with all that is known of it: at its source and in the tiers.
struct FleetMember: Sendable {
    let name: String
    let host: String
    /// nil for one that was never protected.
    let run: RunID?
    let presence: ExperimentPresence
    /// As its source has it; nil unless it is present.
    let state: ExperimentState?

    /// Whether its exposure counts: what is gone from a source that can be read can no longer be lost there.
    var counts: Bool { presence == .present || presence == .unreadable }
}

extension ReportInput {
    /// Every experiment of the sources and every run of the tiers, by name.
    var fleet: [FleetMember] {
        let points = tiers.flatMap(\.points)
        var known: Set<RunID> = []
        var fleet: [FleetMember] = []
        for source in sources {
            for state in source.experiments {
                let run = state.run ?? Self.run(of: state, in: points, host: host)
                if let run { known.insert(run) }
                fleet.append(
                    FleetMember(name: state.name, host: host, run: run, presence: .present, state: state)
                )
            }
        }
        for (run, points) in Dictionary(grouping: points, by: \.manifest.run) where !known.contains(run) {
            guard let newest = points.min(by: Point.isNewer) else { continue }
            fleet.append(
                FleetMember(
                    name: newest.manifest.experiment,
                    host: newest.manifest.host,
                    run: run,
                    presence: presence(of: newest),
                    state: nil
                )
            )
        }
        return fleet.sorted {
            ($0.name, $0.host, $0.run?.text ?? "") < ($1.name, $1.host, $1.run?.text ?? "")
        }
    }

    private static func run(of state: ExperimentState, in points: [Point], host: String) -> RunID? {
        points.filter { $0.manifest.host == host && $0.manifest.origin == state.origin }
            .min(by: Point.isNewer)?.manifest.run
    }

    /// Of a run that no source was found to have.
    private func presence(of newest: Point) -> ExperimentPresence {
        guard let source = sources.first(where: { $0.source == newest.manifest.source }) else {
            return newest.manifest.host == host ? .gone : .elsewhere
        }
        // A disk that is not mounted leaves an empty directory: that is no proof that anybody deleted the
        // runs.
        if source.failure != nil || source.experiments.isEmpty { return .unreadable }
        return newest.manifest.host == host ? .gone : .elsewhere
    }
}
