internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatVault

/// Drills one tier: looks at what it holds, chooses a sample, restores and verifies each point of it.
struct TierDriller: Sendable {
    let request: DrillRequest
    /// Where the vault is reached.
    let vault: DrilledVault
    /// Where trees may be restored to.
    let scratch: String
    let ownsAll: Bool
    let progress: any Progress
    let cancellation: Cancellation

    /// Adds what comes out to `drill`. Throws only `interrupted`.
    func run(_ drill: inout TierDrill) throws {
        let opened: Vault
        let points: [Point]
        let references: [PointReference]
        let arriving: Set<PointID>
        do {
            opened = try Vault(opening: vault.open())
            references = try opened.pointReferences()
            let (readable, findings) = try opened.points()
            points = readable
            arriving = try opened.arriving(readable, since: request.arrivingSince)
            drill.findings += findings
        } catch {
            drill.findings.append(Finding("drill.tier-unreachable", failure: error, path: request.tier))
            return
        }
        drill.population = references.count
        let continuity = ContinuityCheck(request.expectations, tier: request.tier)
        drill.findings += continuity.findings(points: points, references: references)
        guard !references.isEmpty else {
            drill.findings.append(empty)
            return
        }
        let arrived = points.filter { !arriving.contains($0.id) }
        drill.findings += points.filter { arriving.contains($0.id) }.map(onItsWay)
        let sample = DrillSampler(request.sample, seed: request.seed).choose(from: arrived)
        if sample.isEmpty { drill.findings.append(nothingChosen) }
        try drillPoints(sample, opened, &drill)
        if drill.rtoMet == false { drill.findings.append(exceeded(drill)) }
    }

    private func drillPoints(_ sample: [SampledPoint], _ vault: Vault, _ drill: inout TierDrill) throws {
        let workers = Workers(width: request.width)
        var objects = ObjectProof(vault: vault, workers: workers, cancellation: cancellation)
        progress.begin(
            "Drilling \(request.tier) to \(request.depth.rawValue): \(Counted.text(sample.count, "point"))",
            total: sample.reduce(0) { $0 &+ $1.point.manifest.bytes }
        )
        for (index, chosen) in sample.enumerated() {
            let driller = PointDriller(
                vault: vault,
                chosen: chosen,
                depth: request.depth,
                target: "\(scratch)/\(index)",
                ownsAll: ownsAll,
                workers: workers,
                progress: TierProgress(tier: progress),
                cancellation: cancellation
            )
            let (point, findings) = try driller.run(&objects)
            drill.points.append(point)
            drill.findings += findings
            progress.end(Self.line(point))
        }
        drill.objects = objects.proven.count
        drill.findings += [vault.recalledObjects].compactMap { $0 }
    }

    private static func line(_ drill: PointDrill) -> String {
        let name = "\(drill.experiment) \(drill.point.short)"
        guard drill.verdict == .passed else { return "\(name): FAILED" }
        return "\(name): \(Counted.text(drill.files, "file")), \(ByteCount.text(drill.bytes)), restored in "
            + "\(TimeSpan.text(drill.seconds)) and verified"
    }

    private var empty: Finding {
        Finding(
            "drill.tier-empty",
            .error,
            path: request.tier,
            "holds no recovery point: there is nothing to restore",
            hint: "Run `lifeboat protect`. If the tier held points before, find out who deleted them."
        )
    }

    private func onItsWay(_ point: Point) -> Finding {
        Finding(
            "drill.point-arriving",
            .info,
            path: request.tier,
            "point \(point.id.short) of \(Printable.text(point.manifest.experiment)) is on its way here and"
                + " within the lag objective: it is left out"
        )
    }

    private var nothingChosen: Finding {
        Finding(
            "drill.sample-empty",
            .error,
            path: request.tier,
            "the sample chose no point, so nothing is proven",
            hint: "Take the newest points, or all of them; `best` finds none where no fitness is recorded."
        )
    }

    private func exceeded(_ drill: TierDrill) -> Finding {
        Finding(
            "drill.rto-exceeded",
            .error,
            path: request.tier,
            "the slowest restore took \(TimeSpan.text(drill.slowestSeconds)) and the objective is "
                + "\(TimeSpan.text(drill.rtoSeconds ?? 0)); this covers the restore alone",
            hint: "Use a faster tier, restore to a faster disk, or set an objective that holds."
        )
    }
}
