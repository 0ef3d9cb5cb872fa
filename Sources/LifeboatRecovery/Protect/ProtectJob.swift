internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Brings one experiment into the first tier.
struct ProtectJob {
    let protector: Protector
    let experiment: Experiment
    /// When the walk of the source began: what changed later may not be in the point.
    let surveyed: Timestamp
    let vault: Vault
    let writer: ObjectWriter

    func run(
        _ known: KnownPoints,
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding],
        using random: inout some RandomNumberGenerator
    ) throws -> ProtectResult.Held {
        let origin = experiment.origin
        var history = try lookUp(origin, known)
        // Another protect may have published after the points were read and before it let go of the lock.
        if let run = history.run, try known.isBehind(run) {
            history = try lookUp(origin, known.again())
        }
        let cache = QuietCache(protector.state, path: experiment.path)
        let fingerprint = QuietCache.fingerprint(experiment, at: surveyed)
        if let held = quiet(cache.read(), fingerprint, history) { return held }
        let result = try capture(history).run()
        outcome.bytesRead += result.bytesRead
        findings += result.findings.map { $0.inside(experiment) }
        let tree = result.tree()
        var manifest = manifest(origin, history, using: &random)
        manifest.describe(result, tree)
        manifest.listings = try TreeWriter.write(tree, with: writer)
        let objects = manifest.listings + tree.objects
        if let newest = history.newest, history.isInFirst, manifest.says(theSameAs: newest.manifest) {
            protector.progress.end("\(experiment.name): nothing new")
            if result.isComplete { try remember(cache, newest.id, fingerprint, objects) }
            return held(newest.reference, newest.manifest.state, isNew: false)
        }
        if let captured = protector.environment(experiment, manifest.training) {
            manifest.environment = captured.json
            findings += captured.findings.map { $0.inside(experiment) }
        }
        let reference = try writer.publish(manifest, objects: objects)
        findings += [
            Finding.wentBack(from: history.newest, to: manifest),
            Finding.lostCheckpoints(from: history.newest, to: manifest),
        ].compactMap { $0?.inside(experiment) }
        try protector.state.registry.remember(manifest.run, at: origin)
        if result.isComplete { try remember(cache, reference.id, fingerprint, objects) }
        protector.progress.end("\(experiment.name): point \(reference.id.short)")
        return held(reference, manifest.state, isNew: true)
    }

    private func lookUp(_ origin: Origin, _ known: KnownPoints) throws -> RunHistory {
        let registry = protector.state.registry
        return try RunHistory(origin, host: protector.host, known, registry: registry, at: surveyed)
    }

    /// The newest point, when the source is as it was when the two were found equal, and the vault holds all
    /// of it.
    private func quiet(_ entry: QuietCache.Entry?, _ fingerprint: Digest?, _ history: RunHistory)
        -> ProtectResult.Held?
    {
        guard let entry, let fingerprint, entry.fingerprint == fingerprint, let newest = history.newest,
            history.isInFirst, newest.id == entry.point, newest.manifest.experiment == experiment.name,
            entry.objects.allSatisfy(writer.holds)
        else { return nil }
        return held(newest.reference, newest.manifest.state, isNew: false)
    }

    private func remember(
        _ cache: QuietCache,
        _ point: PointID,
        _ fingerprint: Digest?,
        _ objects: [ObjectReference]
    )
        throws
    {
        guard let fingerprint else { return }
        try cache.write(QuietCache.Entry(point: point, fingerprint: fingerprint, objects: objects))
    }

    /// Only a complete point stands for the whole experiment.
    private func held(_ point: PointReference, _ state: PointState, isNew: Bool) -> ProtectResult.Held {
        ProtectResult.Held(
            experiment: experiment.name,
            point: point,
            isNew: isNew,
            confirmed: state == .complete ? surveyed : nil
        )
    }

    private func capture(_ history: RunHistory) throws -> TreeCapture {
        TreeCapture(
            experiment: experiment,
            vault: vault,
            writer: writer,
            before: try history.newest.map {
                TreeCapture.Before(manifest: $0.manifest, tree: try history.tree())
            },
            settings: protector.settings,
            clock: protector.clock,
            workers: protector.workers,
            progress: protector.progress,
            cancellation: protector.cancellation
        )
    }

    private func manifest(
        _ origin: Origin,
        _ history: RunHistory,
        using random: inout some RandomNumberGenerator
    ) -> Manifest {
        let parent = history.newest
        return Manifest(
            run: history.run ?? RunID.make(at: surveyed, using: &random),
            experiment: experiment.name,
            source: experiment.source,
            layout: experiment.layout,
            host: protector.host,
            origin: origin,
            created: Manifest.label(at: surveyed, after: parent?.manifest.created),
            parent: parent?.id,
            sequence: parent?.manifest.nextSequence ?? 1
        )
    }
}

extension Manifest {
    fileprivate mutating func describe(_ result: CaptureResult, _ tree: Tree) {
        state = result.isComplete ? .complete : .incomplete
        root = result.root
        files = tree.files
        bytes = tree.bytes
        excluded = tree.entries.count { if case .excluded = $0.content { true } else { false } }
        let links = CheckpointSummary.links(in: tree, root: origin.place)
        checkpoints = result.checkpoints.sorted { $0.key < $1.key }
            .map { CheckpointSummary.linked($0.value, links[$0.key] ?? []) }
        training = CheckpointSummary.training(checkpoints)
        groups = CheckpointSummary.groups(training, tree: Set(tree.entries.map(\.name.description)))
        // The worst first: a thousand sockets must not push out what makes the point incomplete.
        let sorted = [Severity.error, .warning, .info].flatMap { severity in
            result.findings.filter { $0.severity == severity }
        }
        findings = Array(sorted.prefix(Self.findingsLimit))
        let more = result.findings.count - findings.count
        if more > 0 {
            let worst = sorted[findings.count].severity
            findings.append(Finding("capture.more", worst, "\(more) more findings are left out here"))
        }
    }

    /// A manifest is small whatever happens to its source.
    private static var findingsLimit: Int { 1000 }

    /// Whether a new point would tell nothing new: the same tree, in the same state. The time of the run
    /// directory alone tells nothing: a file was made in it and is gone again.
    fileprivate func says(theSameAs other: Manifest) -> Bool {
        listings == other.listings && state == other.state && experiment == other.experiment
            && findings.map(\.code) == other.findings.map(\.code)
            && root?.permissions == other.root?.permissions && root?.owner == other.root?.owner
            && root?.group == other.root?.group && root?.extended == other.root?.extended
    }
}

extension Finding {
    /// The run was begun anew, or an older checkpoint was put in the place of a newer one.
    fileprivate static func wentBack(from newest: Point?, to manifest: Manifest) -> Finding? {
        // A checkpoint that is torn is left out, and told as that.
        guard manifest.state == .complete, let newest,
            let before = newest.manifest.training["epoch"]?.intValue,
            let now = manifest.training["epoch"]?.intValue, now >= 0, now < before
        else { return nil }
        return Finding(
            "protect.epoch-went-back",
            .warning,
            "the newest checkpoint went back from epoch \(before &+ 1) to \(now &+ 1); point"
                + " \(newest.id.short) holds the later one",
            hint: "If nobody began the training anew or went back on purpose, stop it and run"
                + " `lifeboat plan --scenario bad-checkpoint`; keep that point (`keepLast`) until then."
        )
    }

    /// Training cannot go on from the new point, and could from the one before it.
    fileprivate static func lostCheckpoints(from newest: Point?, to manifest: Manifest) -> Finding? {
        guard manifest.state == .complete, let newest, let before = newest.manifest.training["verdict"],
            before != "UNUSABLE"
        else { return nil }
        let now = manifest.training["verdict"]
        guard now == nil || now == "UNUSABLE" else { return nil }
        return Finding(
            "protect.checkpoints-lost",
            .warning,
            now == nil
                ? "there is no checkpoint in it any more; point \(newest.id.short) holds the last one"
                : "its checkpoints cannot be used any more; point \(newest.id.short) holds the last that can",
            hint: "Is a disk below it not mounted, or was something deleted? `lifeboat restore` takes the"
                + " point with the checkpoint; keep it (`keepLast`) until that is clear."
        )
    }

    /// The finding as seen from outside the experiment.
    fileprivate func inside(_ experiment: Experiment) -> Finding {
        // An absolute path, as of a data set, lies outside of it and stays as it is.
        let below = path.isEmpty ? experiment.name : "\(experiment.name)/\(path)"
        let place = path.hasPrefix("/") ? path : below
        return Finding(code, severity, path: place, message, hint: hint)
    }
}
