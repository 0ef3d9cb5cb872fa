internal import LifeboatCore
internal import LifeboatVault

/// Whether anything is absent that should be there: whole experiments, or points out of the middle of one.
/// Pure.
struct ContinuityCheck: Sendable {
    private let expectations: DrillExpectations
    private let tier: String

    init(_ expectations: DrillExpectations, tier: String) {
        self.expectations = expectations
        self.tier = tier
    }

    /// `references` are all points by their keys, also those whose manifest cannot be read.
    func findings(points: [Point], references: [PointReference]) -> [Finding] {
        let ids = Set(references.map(\.id))
        let runs = Dictionary(grouping: points, by: \.manifest.run)
        let present = Set(references.map(\.run))
        var findings: [Finding] = []
        var told: Set<PointID> = []
        for expected in expectations.experiments {
            guard present.contains(expected.run) else {
                findings.append(absent(expected))
                continue
            }
            let gone = expected.held.subtracting(ids).subtracting(expectations.absent)
            if let one = gone.min() {
                told.formUnion(gone)
                let others = gone.count > 1 ? ", and \(gone.count - 1) more" : ""
                let reason = "evidence says that the tier held it\(others)"
                findings.append(lost(one, expected.experiment, reason))
            }
            let newest = runs[expected.run]?.map(\.manifest.sequence).max() ?? 0
            if newest < expected.newestSequence { findings.append(behind(expected, newest)) }
        }
        for (_, points) in runs.sorted(by: { $0.key < $1.key }) { findings += gaps(points, ids, &told) }
        return findings
    }

    private func gaps(_ points: [Point], _ ids: Set<PointID>, _ told: inout Set<PointID>) -> [Finding] {
        var findings: [Finding] = []
        let byID = Dictionary(points.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        for point in points.sorted(by: Point.isNewer) {
            let manifest = point.manifest
            if let parent = manifest.parent, !ids.contains(parent), !expectations.absent.contains(parent),
                told.insert(parent).inserted
            {
                findings.append(lost(parent, manifest.experiment, "point \(point.id.short) follows it"))
            }
            let before = manifest.parent.map { byID[$0]?.manifest.sequence ?? manifest.sequence &- 1 } ?? 0
            if before != manifest.sequence &- 1 { findings.append(outOfOrder(point)) }
        }
        if !points.contains(where: { $0.manifest.state == .complete }), let newest = points.first {
            findings.append(incomplete(newest))
        }
        return findings
    }

    private func absent(_ expected: ExpectedExperiment) -> Finding {
        Finding(
            expected.predatesVault ? "drill.experiment-predates-vault" : "drill.experiment-missing",
            expected.predatesVault ? .warning : .error,
            path: expected.experiment,
            "run \(expected.run) is known elsewhere and \(tier) holds no point of it"
                + (expected.predatesVault ? "; its vault is younger than the run" : ""),
            hint: "Run `lifeboat protect`. If the tier held it before, find out who deleted it."
        )
    }

    private func lost(_ id: PointID, _ experiment: String, _ reason: String) -> Finding {
        Finding(
            "drill.point-missing",
            .error,
            path: experiment,
            "point \(id.short) is not in \(tier), and neither a prune nor the retention explains it: "
                + reason,
            hint: "Find out who deleted its manifest. Another tier may still hold it."
        )
    }

    private func behind(_ expected: ExpectedExperiment, _ newest: Int) -> Finding {
        Finding(
            "drill.tier-behind",
            .warning,
            path: expected.experiment,
            "the newest point known anywhere is number \(expected.newestSequence); "
                + "\(tier) has number \(newest)",
            hint: "Run `lifeboat protect`."
        )
    }

    private func outOfOrder(_ point: Point) -> Finding {
        Finding(
            "drill.sequence-odd",
            .warning,
            path: point.manifest.experiment,
            "point \(point.id.short) has number \(point.manifest.sequence), "
                + "which is not one more than its parent's"
        )
    }

    private func incomplete(_ newest: Point) -> Finding {
        Finding(
            "drill.no-complete-point",
            .error,
            path: newest.manifest.experiment,
            "no point in \(tier) is complete",
            hint: "See what the points lack with `lifeboat ls`, and run `lifeboat protect` when it is mended."
        )
    }
}
