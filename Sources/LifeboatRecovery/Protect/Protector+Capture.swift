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
        var others: [Vault] = []
        for (name, other) in vaults where name != tier.name { others.append(other) }
        for source in policy.sources {
            // Before the walk: what changes from here on may not be in the points.
            let looked = clock.now()
            let experiments: [Experiment]
            do { experiments = try SourceSurvey(source).experiments } catch {
                findings.append(Finding("protect.source-failed", failure: error, path: source.path))
                continue
            }
            for experiment in experiments {
                try cancellation.check()
                do { try take(experiment, looked, into: vault, others, &outcome, &findings) } catch let error
                    as LifeboatError where error.code != .busy && error.code != .interrupted
                {
                    findings.append(
                        Finding("protect.experiment-failed", failure: error, path: experiment.path)
                    )
                }
            }
        }
        findings += try vault.points().findings
    }

    private func take(
        _ experiment: Experiment,
        _ looked: Timestamp,
        into vault: Vault,
        _ others: [Vault],
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding]
    ) throws {
        let lock = try state.lock(experiment.path, purpose: "protecting \(experiment.name)")
        defer { withExtendedLifetime(lock) {} }
        for attempt in 1...Self.attempts {
            do {
                let writer = try ObjectWriter(vault)
                var noted: [Finding] = []
                let held = try take(experiment, looked, into: vault, others, writer, &outcome, &noted)
                findings += noted
                outcome.bytesStored += writer.stored.bytes
                outcome.objectsStored += writer.stored.objects
                outcome.held.append(held)
                return
            } catch let error as LifeboatError where error.code == .busy && attempt < Self.attempts {
                continue
            }
        }
    }

    private func take(
        _ experiment: Experiment,
        _ looked: Timestamp,
        into vault: Vault,
        _ others: [Vault],
        _ writer: ObjectWriter,
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding]
    ) throws -> ProtectResult.Held {
        let origin = Origin(
            path: experiment.path,
            inode: experiment.facts.inode,
            birth: experiment.facts.birth
        )
        let history = try RunHistory(
            origin,
            host: host,
            first: vault,
            others: others,
            registry: state.registry
        )
        let capture = TreeCapture(
            experiment: experiment,
            vault: vault,
            writer: writer,
            before: history.newest.map { TreeCapture.Before(manifest: $0.manifest, tree: history.tree) },
            settings: settings,
            clock: clock,
            workers: workers,
            progress: progress,
            cancellation: cancellation
        )
        let result = try capture.run()
        outcome.bytesRead += result.bytesRead
        findings += result.findings.map { $0.inside(experiment) }
        let tree = result.tree()
        var manifest = manifest(experiment, origin, history, looked)
        manifest.describe(result, tree)
        manifest.listings = try TreeWriter.write(tree, with: writer)
        if let newest = history.newest, history.isInFirst, manifest.says(theSameAs: newest.manifest) {
            progress.end("\(experiment.name): nothing new")
            return ProtectResult.Held(
                experiment: experiment.name,
                point: newest.reference,
                isNew: false,
                confirmed: looked
            )
        }
        if let captured = environment(experiment, manifest.training) {
            manifest.environment = captured.json
            findings += captured.findings.map { $0.inside(experiment) }
        }
        let reference = try writer.publish(manifest, objects: manifest.listings + tree.objects)
        try state.registry.remember(manifest.run, at: origin)
        progress.end("\(experiment.name): point \(reference.id.short)")
        return ProtectResult.Held(
            experiment: experiment.name,
            point: reference,
            isNew: true,
            confirmed: looked
        )
    }

    private func manifest(
        _ experiment: Experiment,
        _ origin: Origin,
        _ history: RunHistory,
        _ looked: Timestamp
    ) -> Manifest {
        var random = SystemRandomNumberGenerator()
        let parent = history.newest
        let earliest = parent.map { Timestamp(milliseconds: $0.manifest.created.milliseconds + 1) } ?? looked
        return Manifest(
            run: history.run ?? RunID.make(at: looked, using: &random),
            experiment: experiment.name,
            source: experiment.source,
            layout: experiment.layout,
            host: host,
            origin: origin,
            created: max(looked, earliest),
            parent: parent?.id,
            sequence: (parent?.manifest.sequence ?? 0) + 1
        )
    }
}

extension Manifest {
    fileprivate mutating func describe(_ result: CaptureResult, _ tree: Tree) {
        state = result.isComplete ? .complete : .incomplete
        files = tree.files
        bytes = tree.bytes
        excluded = tree.entries.count { if case .excluded = $0.content { true } else { false } }
        checkpoints = result.checkpoints.sorted { $0.key < $1.key }.map(\.value)
        training = CheckpointSummary.training(checkpoints)
        groups = CheckpointSummary.groups(training, tree: Set(tree.entries.map(\.name.description)))
        findings = Array(result.findings.prefix(Self.findingsLimit))
        let more = result.findings.count - findings.count
        if more > 0 {
            let worst = result.findings.map(\.severity).max() ?? .info
            findings.append(Finding("capture.more", worst, "\(more) more findings are left out here"))
        }
    }

    /// A manifest is small whatever happens to its source.
    private static var findingsLimit: Int { 1000 }

    /// Whether a new point would tell nothing new: the same tree, in the same state.
    fileprivate func says(theSameAs other: Manifest) -> Bool {
        listings == other.listings && state == other.state && experiment == other.experiment
            && findings.map(\.code) == other.findings.map(\.code)
    }
}

extension Finding {
    /// The finding as seen from outside the experiment.
    fileprivate func inside(_ experiment: Experiment) -> Finding {
        Finding(code, severity, path: "\(experiment.name)/\(path)", message, hint: hint)
    }
}
