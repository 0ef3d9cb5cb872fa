public import LifeboatCore
internal import LifeboatFiles
public import LifeboatLedger
public import LifeboatPolicy
public import LifeboatRecovery
internal import LifeboatVault

extension ReportInput {
    /// Looks at everything that the policy names. What cannot be read is told as a finding and counts against
    /// compliance; only what `ledger` and `known` throw is thrown.
    ///
    /// - Parameters:
    ///   - ledger: reads this host's own ledger, beside those that the tiers hold; nil for none.
    ///   - known: reads what this host knows of the vaults, by the addresses of their tiers.
    ///   - epoch: what epoch an experiment's own checkpoint has reached; by default nobody looks.
    public static func gather(
        _ policy: Policy,
        stores: any TierStores,
        host: String,
        registry: RunRegistry?,
        ledger: () throws -> LedgerContents?,
        known: () throws -> [String: KnownVault] = { [:] },
        clock: any WallClock,
        epoch: (Experiment) -> Int? = { _ in nil }
    ) throws -> ReportInput {
        let sources = policy.sources.map { source in
            do {
                let experiments = try SourceSurvey(source).experiments
                return SourceState(
                    source: source.name,
                    experiments: experiments.map { ExperimentState($0, registry: registry, epoch: epoch($0)) }
                )
            } catch {
                let finding = Finding("source.unreadable", failure: error, path: source.path)
                return SourceState(source: source.name, experiments: [], failure: finding)
            }
        }
        let surveys = policy.tiers.map { TierSurvey($0, stores) }
        let clashes = TierOverlap.all(in: policy)
        let now = clock.now()
        let ledgers = try EvidenceCheck.read(surveys, own: ledger, known: known, settings: policy.evidence)
        return ReportInput(
            policy: policy,
            host: host,
            now: now,
            sources: sources,
            tiers: surveys.map { survey in
                TierState(
                    lookingInto: survey,
                    clash: clashes.first { $0.tier == survey.tier.name },
                    arrivingSince: policy.arrivingSince(survey.tier, now: now)
                )
            },
            evidence: ledgers.items,
            verification: ledgers.check,
            media: MediumProbe.media(of: policy, surveys, now: now)
        )
    }
}
