internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// Finds the point to restore and the vaults that hold it: the one that was named, else the tiers of the
/// policy.
struct RestoreSession {
    let context: Context
    let policy: Policy?
    let experiment: ExperimentName
    let point: String?
    let at: Timestamp?
    let state: Result<LocalState, any Error>

    /// The newest good point that any tier holds, or the one that is meant, as `plan` chooses it; what each
    /// tier that holds it is, the nearest first.
    func choose(from place: String?) throws -> RestoreChoice {
        if let place { return try choose(in: VaultAccess.open(from: place, policy, context)) }
        let tiers = policy?.tiers ?? []
        // What cannot be read is as if it were lost: on a fresh node nothing is known either.
        let known = (try? state.get().vaults.all()) ?? [:]
        // Side by side: one that does not answer must not keep the others waiting.
        let surveys = try context.workers.map(tiers.count) { index in
            try Survey(tiers[index], known[tiers[index].address]?.marker, context)
        }
        let open = surveys.filter { $0.opened != nil }
        let closed = surveys.filter { $0.opened == nil }.flatMap(\.findings)
        let unreadable = open.flatMap(\.findings)
        guard !open.isEmpty else {
            throw closed.noTier("no tier can restore \(experiment.name)")
        }
        var seen: Set<PointID> = []
        let points = open.flatMap(\.points).filter { seen.insert($0.id).inserted }
        let (chosen, more) = try explaining(closed) {
            try PointChoice(
                experiment,
                in: points,
                unreadable: unreadable,
                at: open.map(\.name).joined(separator: ", ")
            ).point(id: point, at: at)
        }
        let holders = open.filter { survey in survey.points.contains { $0.id == chosen.id } }
        let passed = open.prefix { $0.name != holders.first?.name }.map { survey in
            Finding(
                "restore.tier-passed-over",
                .warning,
                path: survey.name,
                "holds no point \(chosen.id.short) that can be read, the one that is restored",
                hint: "`lifeboat vault check --tier \(survey.name)` tells what it lacks;"
                    + " `lifeboat protect` brings it up to date."
            )
        }
        return RestoreChoice(
            point: chosen,
            places: holders.compactMap(\.opened),
            isNamed: false,
            findings: closed + passed + Self.mixture(open) + unreadable + more
        )
    }

    private func choose(in opened: VaultAccess.Opened) throws -> RestoreChoice {
        let (points, unreadable) = try opened.vault.points()
        let choice = try PointChoice(
            experiment,
            in: points,
            unreadable: unreadable,
            at: opened.vault.address
        )
        let (point, more) = try choice.point(id: point, at: at)
        // A manifest that cannot be read may have been a newer point: that is said, and does not stop a
        // recovery.
        return RestoreChoice(
            point: point,
            places: [opened],
            isNamed: true,
            findings: unreadable + more,
            others: { others(than: opened.name, holding: point.reference) }
        )
    }

    /// The tiers that answer and hold a point whose manifest can be read there.
    private func others(than name: String, holding point: PointReference) -> [String] {
        (policy?.tiers ?? []).map(\.name).filter { other in
            guard other != name, let policy else { return false }
            return (try? VaultAccess.open(tier: other, policy, context).vault.point(point)) != nil
        }
    }

    /// What one tier holds, or why that is not known.
    private struct Survey {
        let name: String
        let opened: VaultAccess.Opened?
        let points: [Point]
        let findings: [Finding]

        /// `marker` is that of the vault which this node has used there.
        init(_ tier: Tier, _ marker: VaultMarker?, _ context: Context) throws {
            name = tier.name
            do {
                let opened = try VaultAccess.open(tier, context)
                if let marker, opened.vault.marker != marker { throw Self.stranger(tier, opened, marker) }
                (points, findings) = try opened.vault.points()
                self.opened = opened
            } catch let error as LifeboatError where error.code != .interrupted {
                opened = nil
                points = []
                findings = [RestoreChoice.passedOver(tier.name, error)]
            }
        }

        private static func stranger(_ tier: Tier, _ opened: VaultAccess.Opened, _ marker: VaultMarker)
            -> LifeboatError
        {
            LifeboatError(
                .conflict,
                "another vault is here, made at \(opened.vault.marker.created.short); this node has used the"
                    + " one made at \(marker.created.short)",
                path: opened.address,
                hint: "Is its disk mounted? If this vault is the right one, say so with --from \(tier.name)."
            )
        }
    }

    /// Vaults of one policy are of one set. On a fresh node nothing tells which of them is the stranger.
    private static func mixture(_ open: [Survey]) -> [Finding] {
        let sets = Dictionary(grouping: open) { $0.opened?.vault.marker.set }
        guard sets.count > 1 else { return [] }
        let names = sets.values.map { $0.map(\.name).joined(separator: " and ") }.sorted()
        return [
            Finding(
                "restore.foreign-vault",
                .warning,
                path: open.map(\.name).joined(separator: ", "),
                "the tiers hold vaults that do not belong together: \(names.joined(separator: "; "))",
                hint: "Is a disk of another project mounted? Name the tier that is right with --from TIER."
            )
        ]
    }

    /// What is not found may be in a tier that did not answer.
    private func explaining<Result>(_ closed: [Finding], _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as LifeboatError
            where error.code == .notFound && !closed.isEmpty
        {
            let reasons = closed.map { "\($0.path): \($0.message)" }.joined(separator: "; ")
            throw LifeboatError(
                error.code,
                "\(error.message); not all tiers answer: \(reasons)",
                path: error.path,
                hint: error.hint
            )
        }
    }
}
