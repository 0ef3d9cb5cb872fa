internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatVault

extension Protector {
    /// Copies what the tier lacks and its retention would keep.
    func feed(
        _ vault: Vault,
        _ tier: Tier,
        from source: Vault,
        _ mender: Mender,
        _ newest: [RunID: ProtectResult.Held],
        _ now: Timestamp,
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding]
    ) throws {
        let there = try vault.points().points
        let (offered, unreadable) = try source.points()
        findings += unreadable + ClockSkew.findings(there, in: tier.name, now: now)
        let have = Set(there.map(\.id))
        let all = there + offered.filter { !have.contains($0.id) }
        let kept = RetentionRule(policy.retention(for: tier), now: now).kept(all)
        // A point that none can be newer than is told as an error: it is not spread.
        let wanted = offered.filter { $0.manifest.canBeFollowed(at: now) }
        let missing = wanted.filter { !have.contains($0.id) && kept.contains($0.id) }
        // Of points that are there already, objects that are lost or cut off are copied again.
        let shared = wanted.filter { have.contains($0.id) }
        var copied = PointCopier.Outcome()
        defer {
            outcome.bytesRead = copied.bytesRead
            findings += copied.findings
            tell(missing.filter { copied.points.contains($0.id) }, copied.points, newest, &outcome)
        }
        let copier = PointCopier(
            from: source,
            to: vault,
            workers: workers,
            progress: progress,
            cancellation: cancellation
        )
        let damaged = mender.damaged(in: vault)
        try copy(missing + shared, there: have, to: vault, damaged, copier, &copied, &outcome)
        findings += try vault.points().findings
    }

    /// Copies, and goes on with a new look at the vault when a collection got in between.
    private func copy(
        _ points: [Point],
        there: Set<PointID>,
        to vault: Vault,
        _ damaged: Set<Digest>,
        _ copier: PointCopier,
        _ copied: inout PointCopier.Outcome,
        _ outcome: inout ProtectResult.TierOutcome
    ) throws {
        for attempt in 1...Self.attempts {
            let writer = try ObjectWriter(vault, damaged: damaged)
            defer {
                outcome.bytesStored += writer.stored.bytes
                outcome.objectsStored += writer.stored.objects
            }
            do { return try copier.copy(points, there: there, with: writer, &copied) } catch let error
                as LifeboatError where error.code == .busy && attempt < Self.attempts
            { continue }
        }
    }

    /// What arrived, and which of it stands for an experiment as this protect found it.
    private func tell(
        _ arrived: [Point],
        _ whole: Set<PointID>,
        _ newest: [RunID: ProtectResult.Held],
        _ outcome: inout ProtectResult.TierOutcome
    ) {
        let new = Set(arrived.map(\.id))
        for held in newest.values.sorted(by: { $0.experiment < $1.experiment })
        where whole.contains(held.point.id) {
            outcome.held.append(
                ProtectResult.Held(
                    experiment: held.experiment,
                    point: held.point,
                    isNew: new.contains(held.point.id),
                    confirmed: held.confirmed
                )
            )
        }
        let current = Dictionary(outcome.held.map { ($0.point.id, $0) }, uniquingKeysWith: { a, _ in a })
        outcome.published = arrived.sorted { Point.isNewer($1, $0) }.map { point in
            current[point.id]
                ?? ProtectResult.Held(
                    experiment: point.manifest.experiment,
                    point: point.reference,
                    isNew: true,
                    confirmed: nil
                )
        }
    }
}
