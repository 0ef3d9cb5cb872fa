public import LifeboatCore
public import LifeboatPolicy
public import LifeboatVault

/// Which points a retention keeps. Pure.
public struct RetentionRule: Sendable {
    private let retention: Retention
    private let now: Timestamp

    /// The rule as of `now`.
    public init(_ retention: Retention, now: Timestamp) {
        self.retention = retention
        self.now = now
    }

    /// The ids to keep, out of points of any runs.
    ///
    /// The newest point, the newest complete one and the newest that training can resume from are kept
    /// whatever the policy says.
    public func kept(_ points: [Point]) -> Set<PointID> { Set(keeping(points).keys) }

    /// The same, each with the rules that keep it, in words.
    public func keeping(_ points: [Point]) -> [PointID: [String]] {
        var kept: [PointID: [String]] = [:]
        for (_, points) in Dictionary(grouping: points, by: \.manifest.run) {
            for (rule, points) in keepingOfRun(points.sorted(by: Point.isNewer)) {
                for point in points { kept[point.id, default: []].append(rule) }
            }
        }
        return kept
    }

    /// Why a point that is not kept goes, as a clause.
    public func reason(_ point: Point) -> String {
        if let limit = retention.expireAfter, now.seconds(since: point.manifest.created) >= limit {
            return "older than expireAfter, \(TimeSpan.exact(limit))"
        }
        guard point.manifest.state == .complete else { return "incomplete, and newer points are there" }
        let counts = [
            ("keepLast", retention.keepLast), ("keepDaily", retention.keepDaily),
            ("keepWeekly", retention.keepWeekly),
        ]
        let rules = counts.compactMap { name, count in count.map { "\(name) \($0)" } }
        return "not among those of \(rules.joined(separator: ", "))"
    }

    private func keepingOfRun(_ points: [Point]) -> [(rule: String, points: [Point])] {
        if retention.keepsEverything { return [("everything is kept", points)] }
        let isComplete = { (point: Point) in point.manifest.state == .complete }
        let young = points.filter { point in
            guard let limit = retention.expireAfter else { return true }
            return now.seconds(since: point.manifest.created) < limit
        }
        let complete = young.filter(isComplete)
        var kept = [
            ("newest", Array(points.prefix(1))),
            ("newest complete", points.first(where: isComplete).map { [$0] } ?? []),
            ("newest resumable", points.first(where: Self.isResumable).map { [$0] } ?? []),
            ("keepBest", retention.keepBest ? Array(PointChoice.byFitness(young).prefix(1)) : []),
        ]
        let counts = [retention.keepLast, retention.keepDaily, retention.keepWeekly]
        guard counts.contains(where: { $0 != nil }) else { return kept + [("not expired", young)] }
        kept += [
            ("keepLast", Array(complete.prefix(retention.keepLast ?? 0))),
            ("keepDaily", Self.newest(of: complete, retention.keepDaily ?? 0) { $0.manifest.created.day }),
            // Day 0 was a Thursday: weeks begin on Mondays.
            (
                "keepWeekly",
                Self.newest(of: complete, retention.keepWeekly ?? 0) { ($0.manifest.created.day + 3) / 7 }
            ),
        ]
        return kept
    }

    /// The newest point of each of the newest `count` periods that have one.
    private static func newest(of points: [Point], _ count: Int, by period: (Point) -> Int) -> [Point] {
        var seen: Set<Int> = []
        return points.filter { seen.count < count && seen.insert(period($0)).inserted }
    }

    static func isResumable(_ point: Point) -> Bool {
        point.manifest.state == .complete && point.manifest.training["verdict"] == "RESUMABLE"
    }

    /// The best fitness that a checkpoint of the point reached.
    public static func fitness(_ point: Point) -> Double? {
        point.manifest.checkpoints.compactMap { $0["fitness"]?.doubleValue ?? $0["bestFitness"]?.doubleValue }
            .max()
    }
}
