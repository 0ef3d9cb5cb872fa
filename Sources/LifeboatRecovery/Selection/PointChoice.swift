public import LifeboatCore
public import LifeboatVault

/// Chooses the points that a person means. Pure.
public struct PointChoice: Sendable {
    /// The points of the experiment's run, newest first.
    public let points: [Point]
    /// What is worth knowing about the choice.
    public let findings: [Finding]

    /// The run that `name` means among `points`.
    ///
    /// All its points are meant, also those under an earlier name or from a host that the run has left.
    /// Throws `notFound` with the nearest name, and `usage` when runs on two hosts have that name now. Where
    /// manifests are `unreadable`, what is not found may be one of them: that is `corrupt`.
    public init(
        _ name: ExperimentName,
        in points: [Point],
        unreadable: [Finding] = [],
        at address: String
    ) throws {
        let run = RunID(name.name)
        let whole = name.host.map { "\(name.name)@\($0)" }
        let named = points.filter { point in
            let isNamed = point.manifest.isNamed(name.name) || point.manifest.run == run
            return isNamed && (name.host.map { point.manifest.host == $0 } ?? true)
                || whole.map(point.manifest.isNamed) ?? false
        }
        guard !named.isEmpty else {
            let lost = unreadable.count { $0.severity == .error }
            throw lost > 0 ? Self.lost(name, lost, address) : Self.unknown(name, points, address)
        }
        let runs = Set(named.map(\.manifest.run))
        let heads = runs.compactMap { run in
            points.filter { $0.manifest.run == run }.max { Point.isNewer($1, $0) }
        }
        let hosts = Set(heads.map(\.manifest.host))
        guard hosts.count == 1 || name.host != nil else {
            throw LifeboatError(
                .usage,
                "\(name.name) is on \(hosts.count) hosts",
                path: address,
                hint: "Say which: \(hosts.sorted().map { "\(name.name)@\($0)" }.joined(separator: " or "))."
            )
        }
        let newest = heads.max { ($0.manifest.created, $0.id) < ($1.manifest.created, $1.id) }
        self.points = points.filter { $0.manifest.run == newest?.manifest.run }.sorted(by: Point.isNewer)
        findings =
            runs.count == 1
            ? []
            : [
                Finding(
                    "choice.several-runs",
                    .info,
                    path: name.name,
                    "\(runs.count) runs had this name; the newest is meant",
                    hint: "Name another by its id: \(runs.sorted().map(\.text).joined(separator: ", "))."
                )
            ]
    }

    private static func lost(_ name: ExperimentName, _ count: Int, _ address: String) -> LifeboatError {
        LifeboatError(
            .corrupt,
            "holds no point of \(name.name) that can be read, and manifests that cannot: \(count)",
            path: address,
            hint: "See what is wrong with `lifeboat vault check`, or restore from another tier."
        )
    }

    private static func unknown(_ name: ExperimentName, _ points: [Point], _ address: String) -> LifeboatError
    {
        let names = Set(points.map(\.manifest.experiment))
        // What was typed may be the last part alone.
        let tails = names.filter { $0.hasSuffix("/" + name.name) }.sorted().prefix(4)
        let near =
            tails.isEmpty ? Nearest.match(name.name, in: names.sorted()) : tails.joined(separator: " or ")
        let known = names.sorted().prefix(8).joined(separator: ", ")
        return LifeboatError(
            .notFound,
            "holds no point of \(name.name)" + (name.host.map { " from host \($0)" } ?? ""),
            path: address,
            hint: near.map { "Did you mean \($0)?" }
                ?? (names.isEmpty
                    ? "The tier is empty: run `lifeboat protect` first." : "It holds: \(known).")
        )
    }

    /// The point that is meant: by its id or the start of it, `newest` or `best`; else the newest good one.
    /// `time`, where it is given, bounds all but an id.
    ///
    /// `newest` is the newest whatever its state, `best` the one of the highest fitness as for a drill.
    public func point(id: String?, at time: Timestamp?) throws -> (point: Point, findings: [Finding]) {
        let isSelector = id == "newest" || id == "best"
        if let id, !isSelector { return (try point(id: id), findings) }
        let candidates = points.filter { point in time.map { point.manifest.created <= $0 } ?? true }
        guard let newest = candidates.first else {
            let oldest = points.last?.manifest.created.description ?? "-"
            throw LifeboatError(
                .notFound,
                "there is no point as old as that; the oldest is of \(oldest)",
                path: points.first?.manifest.experiment,
                hint: "Name a later time with --at."
            )
        }
        if id == "newest" { return (newest, findings) }
        if id == "best" { return (try Self.best(candidates, newest), findings) }
        // A complete point whose checkpoint is of no use is still better than none: all of its files are
        // whole.
        let complete = candidates.first { $0.manifest.state == .complete }
        guard let good = Self.newestGood(candidates) ?? complete else {
            throw LifeboatError(
                .corrupt,
                "none of \(candidates.count) points is complete",
                path: newest.manifest.experiment,
                hint: "Name one with --point ID to restore what it holds."
            )
        }
        if good.id == newest.id { return (good, findings) }
        let skipped = candidates.firstIndex { $0.id == good.id } ?? 0
        let finding = Finding(
            "choice.walked-back",
            .warning,
            path: good.manifest.experiment,
            (skipped == 1
                ? "1 newer point is incomplete or holds" : "\(skipped) newer points are incomplete or hold")
                + " no checkpoint that works; \(good.id.short) is meant",
            hint: "Name one with --point ID to restore what it holds."
        )
        return (good, findings + [finding])
    }

    private static func best(_ points: [Point], _ newest: Point) throws -> Point {
        if let best = byFitness(points).first { return best }
        throw LifeboatError(
            .notFound,
            "none of \(points.count) points records a fitness",
            path: newest.manifest.experiment,
            hint: "Name a point by its id, or take the `newest`."
        )
    }

    /// The points that record a fitness, the highest first; of equal ones the oldest, as Ultralytics keeps
    /// its `best.pt` until a later epoch is better (`ultralytics/engine/trainer.py`). `points` are newest
    /// first.
    public static func byFitness(_ points: [Point]) -> [Point] {
        let rated = points.enumerated().compactMap { place, point in
            RetentionRule.fitness(point).map { (fitness: $0, place: place, point: point) }
        }
        return rated.sorted { ($0.fitness, $0.place) > ($1.fitness, $1.place) }.map(\.point)
    }

    private func point(id: String) throws -> Point {
        let matches = points.filter { $0.id.description.hasPrefix(id.lowercased()) }
        guard let point = matches.first, matches.count == 1, !id.isEmpty else {
            let name = Printable.text(points.first?.manifest.experiment ?? "EXPERIMENT")
            throw LifeboatError(
                matches.isEmpty ? .notFound : .usage,
                matches.isEmpty
                    ? "there is no point \(id)" : "\(id) is the start of \(matches.count) points' ids",
                path: points.first?.manifest.experiment,
                hint: "List the points with `lifeboat ls \(name)`, or say `newest` or `best`."
            )
        }
        return point
    }

    /// The first good one of points that are sorted newest first: with a checkpoint, where any has one.
    ///
    /// A run whose checkpoints were deleted still makes complete points, and nothing goes on from those.
    public static func newestGood(_ points: [Point]) -> Point? {
        points.first { isGood($0) && hasCheckpoint($0) } ?? points.first(where: isGood)
    }

    /// Whether it holds a checkpoint of the training, whatever its worth.
    public static func hasCheckpoint(_ point: Point) -> Bool {
        point.manifest.training["verdict"]?.stringValue != nil
    }

    /// Complete, and its training checkpoint is not one that cannot be used.
    public static func isGood(_ point: Point) -> Bool {
        point.manifest.state == .complete && point.manifest.training["verdict"] != "UNUSABLE"
    }
}

extension Manifest {
    /// Whether this is its experiment's name, byte for byte: two names that look the same may be two runs.
    fileprivate func isNamed(_ name: String) -> Bool { experiment.utf8.elementsEqual(name.utf8) }
}
