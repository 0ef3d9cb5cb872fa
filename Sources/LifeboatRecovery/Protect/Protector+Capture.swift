internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatVault

extension Protector {
    /// How often a point is taken again when a collection got in between.
    private static let attempts = 3

    /// Takes every experiment of every source into the first tier.
    func capture(
        into vault: Vault,
        _ tier: Tier,
        _ vaults: [String: Vault],
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding]
    ) throws {
        let known = try KnownPoints(first: vault, others: vaults.filter { $0.key != tier.name }.map(\.value))
        for source in policy.sources {
            do {
                let surveyed = clock.now()
                for experiment in try SourceSurvey(source).experiments {
                    try cancellation.check()
                    try take(experiment, surveyed, into: vault, known, &outcome, &findings)
                }
            } catch let error as LifeboatError where error.code != .busy && error.code != .interrupted {
                findings.append(Finding("protect.source-failed", failure: error, path: source.path))
            }
        }
    }

    private func take(
        _ experiment: Experiment,
        _ surveyed: Timestamp,
        into vault: Vault,
        _ known: KnownPoints,
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding]
    ) throws {
        let lock = try state.lock(experiment.path, purpose: "protecting \(experiment.name)")
        defer { withExtendedLifetime(lock) {} }
        for attempt in 1...Self.attempts {
            do {
                let writer = try ObjectWriter(vault)
                let job = ProtectJob(
                    protector: self,
                    experiment: experiment,
                    surveyed: surveyed,
                    vault: vault,
                    writer: writer
                )
                outcome.held.append(try job.run(known, &outcome, &findings))
                outcome.bytesStored += writer.stored.bytes
                outcome.objectsStored += writer.stored.objects
                return
            } catch let error as LifeboatError where error.code == .busy && attempt < Self.attempts {
                continue
            }
        }
    }
}
