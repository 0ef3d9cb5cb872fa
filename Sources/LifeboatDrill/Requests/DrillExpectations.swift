public import LifeboatCore
public import LifeboatPolicy
public import LifeboatRecovery
internal import LifeboatVault

/// What a tier should hold, worked out from what the other tiers and the evidence say. Pure.
public struct DrillExpectations: Sendable, Hashable {
    /// Experiments that must be there.
    public let experiments: [ExpectedExperiment]
    /// Points that may be absent: pruned, outside the tier's retention, or from before its vault was made.
    public let absent: Set<PointID>

    /// Nothing is known: only what the tier says of itself is held against it.
    public static let none = DrillExpectations(experiments: [], absent: [])

    /// Takes expectations as they are.
    public init(experiments: [ExpectedExperiment], absent: Set<PointID>) {
        self.experiments = experiments
        self.absent = absent
    }

    /// Works them out.
    ///
    /// - `surveys`: every tier of the policy, the drilled one among them.
    /// - `retention`: what holds in the drilled tier.
    /// - `pruned`: ids that evidence says were pruned from it, or from a tier above before they reached it,
    ///   or held by another vault that was in its place.
    /// - `held`: the points of each run that evidence says it held.
    public init(
        tier: Tier,
        surveys: [TierSurvey],
        retention: Retention,
        pruned: Set<PointID>,
        held: [RunID: Set<PointID>],
        now: Timestamp
    ) {
        let own = surveys.first { $0.tier.name == tier.name }
        let made = tier.from == nil ? own?.vault?.marker.created : nil
        var all: [PointID: Point] = [:]
        for survey in surveys { for point in survey.points { all[point.id] = point } }
        let kept = RetentionRule(retention, now: now).kept(Array(all.values))
        let isOlder: (Point) -> Bool = { point in made.map { point.manifest.created < $0 } ?? false }
        let unneeded = all.values.filter { !kept.contains($0.id) || isOlder($0) }.map(\.id)
        let ghosts = Self.unneededParents(
            of: own?.points ?? [],
            known: all,
            RetentionRule(retention, now: now)
        )
        let absent = pruned.union(unneeded).union(ghosts)
        self.absent = absent
        let runs = Dictionary(grouping: all.values, by: \.manifest.run)
        // Of a run that is gone everywhere, only its id is known.
        let gone = held.filter { runs[$0.key] == nil && !$0.value.isSubset(of: absent) }.map { run, points in
            ExpectedExperiment(run: run, experiment: "run \(run)", newestSequence: 0, held: points)
        }
        let known = runs.compactMap { run, points -> ExpectedExperiment? in
            guard let newest = points.max(by: { Point.isNewer($1, $0) }) else { return nil }
            return ExpectedExperiment(
                run: run,
                experiment: newest.manifest.experiment,
                newestSequence: newest.manifest.sequence,
                held: held[run] ?? [],
                predatesVault: points.allSatisfy(isOlder)
            )
        }
        experiments = (known + gone).sorted { $0.run < $1.run }
    }

    /// Parents that nobody holds any more and that the tier's retention would not keep either: as of points
    /// that were pruned above before this tier was fed.
    ///
    /// Such a parent is taken to be complete and from right before its child, which is what is most likely.
    private static func unneededParents(
        of points: [Point],
        known: [PointID: Point],
        _ rule: RetentionRule
    ) -> [PointID] {
        Dictionary(grouping: points, by: \.manifest.run).values.flatMap { ofRun in
            ofRun.compactMap { child -> PointID? in
                guard let parent = child.manifest.parent, known[parent] == nil else { return nil }
                var manifest = child.manifest
                manifest.sequence &-= 1
                manifest.state = .complete
                manifest.checkpoints = []
                manifest.training = .null
                manifest.created = child.manifest.created.adding(seconds: -0.001)
                let run = manifest.run
                let reference = PointReference(run: run, created: manifest.created, id: parent)
                let ghost = Point(reference: reference, manifest: manifest)
                return rule.kept(ofRun + [ghost]).contains(parent) ? nil : parent
            }
        }
    }
}
