internal import LifeboatCore
internal import LifeboatDrill
internal import LifeboatFiles
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers

extension Context {
    /// This host's own ledger; nil where it never recorded anything, or has no place for local state.
    func localLedger() throws -> LedgerContents? {
        guard let path = (try? stateDirectory).map({ $0 + "/ledger" }) else { return nil }
        do { _ = try Directory(path) } catch let error as LifeboatError where error.code == .notFound {
            return nil
        }
        return try LedgerReader(DirectoryStore(path)).contents()
    }

    /// What this host knows of the vaults of tiers, by their addresses; nothing where it has no local state.
    func knownVaults() throws -> [String: KnownVault] {
        guard let path = try? stateDirectory else { return [:] }
        return try LocalState(lookingAt: path).vaults.all()
    }

    /// What the ledgers of all surveyed tiers and of this host say was done, and what makes them doubtful:
    /// the errors of their verification, and records that do not count.
    func evidence(of surveys: [TierSurvey], _ policy: Policy) throws -> (
        history: EvidenceHistory, doubts: [Finding]
    ) {
        let (check, items) = try EvidenceCheck.read(
            surveys,
            own: localLedger,
            known: knownVaults,
            settings: policy.evidence
        )
        let history = EvidenceHistory(items, now: clock.now())
        return (history, check.findings.errors + history.findings)
    }
}

extension EvidenceHistory {
    /// The drills as their schedule asks for them.
    var lastDrills: [LastDrill] {
        drills.compactMap { drill in
            drill.depth.map { depth in
                let verdict = drill.isPassed ? DrillVerdict.passed : .failed
                return LastDrill(tier: drill.tier, depth: depth, at: drill.time, verdict: verdict)
            }
        }
    }
}
