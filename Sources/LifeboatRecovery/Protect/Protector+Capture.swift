internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatVault

extension Protector {
    /// How often a point is taken again when a collection got in between.
    static let attempts = 3

    /// Takes every experiment of every source into the first tier.
    func capture(
        into vault: Vault,
        _ tier: Tier,
        _ mender: Mender,
        _ began: Timestamp,
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding],
        using random: inout some RandomNumberGenerator
    ) throws {
        let others = mender.vaults.filter { $0.key != tier.name }.map(\.value)
        let known = try KnownPoints(first: vault, others: others)
        findings += known.findings + ClockSkew.findings(known.first, in: tier.name, now: began)
        // One look at the vault for all of them: there may be thousands of experiments and of objects.
        let damaged = mender.damaged(in: vault)
        var writer = try ObjectWriter(vault, damaged: damaged)
        let own = OwnPlaces(policy, state: state.path)
        for source in policy.sources {
            // Before the walk: what changes from here on may not be in the points.
            let surveyed = clock.now()
            let survey: SourceSurvey
            do { survey = try SourceSurvey(source) } catch {
                findings.append(Finding("protect.source-failed", failure: error, path: source.path))
                continue
            }
            let experiments = survey.experiments
            if let part = survey.parts.first { findings.append(unfinished(source, part, survey.parts.count)) }
            if experiments.isEmpty { findings.append(empty(source, known)) }
            if let overlap = own.finding(in: experiments) {
                findings.append(overlap)
                continue
            }
            findings += shrunk(source, experiments, known)
            for experiment in experiments {
                try cancellation.check()
                do {
                    try take(
                        experiment,
                        surveyed,
                        into: vault,
                        known,
                        &writer,
                        damaged,
                        &outcome,
                        &findings,
                        using: &random
                    )
                } catch let error as LifeboatError
                    where error.code != .busy && error.code != .interrupted
                {
                    findings.append(
                        Finding("protect.experiment-failed", failure: error, path: experiment.path)
                    )
                }
            }
        }
    }

    /// A source that holds nothing is most often a disk that is not mounted.
    private func empty(_ source: Source, _ known: KnownPoints) -> Finding {
        if (known.first + known.elsewhere).contains(where: { $0.manifest.source == source.name }) {
            return Finding(
                "source.empty",
                .error,
                path: source.path,
                "holds nothing now, and the tiers hold points of it",
                hint: "If its disk is not mounted, mount it; if the data is lost, run `lifeboat restore`."
            )
        }
        return Finding(
            "source.nothing",
            .warning,
            path: source.path,
            "holds nothing, and nothing was ever protected from it",
            hint: "Check the path of the source in the policy."
        )
    }

    /// Every run of a source is gone at once, and something else lies there: as likely a disk that is not
    /// mounted as one that is empty.
    private func shrunk(_ source: Source, _ experiments: [Experiment], _ known: KnownPoints) -> [Finding] {
        let runs = Set(
            known.first.filter { $0.manifest.source == source.name && $0.manifest.layout != "plain" }
                .map(\.manifest.experiment)
        )
        guard !experiments.isEmpty, !runs.isEmpty, experiments.allSatisfy({ $0.layout == "plain" }) else {
            return []
        }
        return [
            Finding(
                "source.runs-gone",
                .error,
                path: source.path,
                "holds no training run any more, and the tiers hold \(Counted.text(runs.count, "run")) of it",
                hint: "If its disk is not mounted, mount it; if the runs are lost, `lifeboat restore` brings"
                    + " them back; if they were moved on purpose, name the new place in the policy."
            )
        ]
    }

    /// What a stopped restore left is no content; only a file that somebody named so is lost by that.
    private func unfinished(_ source: Source, _ first: FileName, _ count: Int) -> Finding {
        Finding(
            "source.unfinished-restore",
            .warning,
            path: "\(source.path)/\(first)",
            "\(Counted.text(count, "part")) of a restore that did not end; what is named so is not protected",
            hint: "Run that restore again: it goes on where it was. Where it is not wanted any more, delete"
                + " the files named \(RestorePart.prefix)*."
        )
    }

    private func take(
        _ experiment: Experiment,
        _ surveyed: Timestamp,
        into vault: Vault,
        _ known: KnownPoints,
        _ writer: inout ObjectWriter,
        _ damaged: Set<Digest>,
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding],
        using random: inout some RandomNumberGenerator
    ) throws {
        let lock = try state.lock(runAt: experiment.place, purpose: "protecting \(experiment.name)")
        defer { withExtendedLifetime(lock) {} }
        for attempt in 1...Self.attempts {
            do {
                let earlier = writer.stored
                let current = writer
                defer {
                    outcome.bytesStored += current.stored.bytes - earlier.bytes
                    outcome.objectsStored += current.stored.objects - earlier.objects
                }
                let job = ProtectJob(
                    protector: self,
                    experiment: experiment,
                    surveyed: surveyed,
                    vault: vault,
                    writer: writer
                )
                var noted: [Finding] = []
                let held = try job.run(known, &outcome, &noted, using: &random)
                outcome.held.append(held)
                if held.isNew { outcome.published.append(held) }
                findings += noted
                return
            } catch let error as LifeboatError where error.code == .busy && attempt < Self.attempts {
                writer = try ObjectWriter(vault, damaged: damaged)
            }
        }
    }
}
