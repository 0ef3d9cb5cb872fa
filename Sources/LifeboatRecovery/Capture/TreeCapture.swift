internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Takes one experiment into the objects of one vault: everything that changed since the point before is read,
/// everything else is carried over.
struct TreeCapture: Sendable {
    /// The state it is compared with: the newest point, its tree, and what its checkpoints were.
    struct Before: Sendable {
        let manifest: Manifest
        let tree: Tree
    }

    let experiment: Experiment
    let vault: Vault
    let writer: ObjectWriter
    let before: Before?
    let settings: CaptureSettings
    let clock: any WallClock
    let workers: Workers
    let progress: any Progress
    let cancellation: Cancellation

    func run() throws -> CaptureResult {
        let root = try Directory(experiment.path)
        let reader = FileReader(root: root, writer: writer, vault: vault, cancellation: cancellation)
        let change = ChangeDetector(before: before, holds: { writer.holds($0) })
        var result = CaptureResult()
        var sorted = Sorted()
        for entry in experiment.entries {
            switch entry.facts.kind {
            case .directory: result.entries.append(try directory(entry, root))
            case .link: try link(entry, root, &result)
            case .file:
                if let held = change.unchanged(entry) {
                    result.carry(held, change)
                } else {
                    sorted.add(entry)
                }
            case .pipe, .socket, .device:
                result.entries.append(
                    .excluded(entry, reason: "a \(entry.facts.kind.rawValue) has no content to hold")
                )
            }
        }
        for item in experiment.excluded { result.entries.append(.excluded(item.entry, reason: item.reason)) }
        for failure in experiment.failures { result.fail(failure.name, failure.error) }
        // Checkpoints before everything else: a row of results.csv that is newer than the checkpoint can be
        // dropped at restore, one that is missing cannot be made.
        progress.begin("Protecting \(experiment.name)", total: sorted.bytes)
        result.add(try checkpoints(sorted.checkpoints, reader))
        result.add(try sorted.large.map { try large($0, reader) })
        let bundles = BundleCapture(reader: reader, known: change.known)
        result.add(try bundles.run(sorted.small, workers: workers, progress: progress))
        return result
    }

    private struct Sorted {
        var checkpoints: [TreeEntry] = []
        var large: [TreeEntry] = []
        var small: [TreeEntry] = []
        var bytes = 0

        mutating func add(_ entry: TreeEntry) {
            bytes += entry.facts.size
            if CheckpointInspector.looksLikeCheckpoint(name: entry.name, head: []) {
                checkpoints.append(entry)
            } else if entry.facts.size >= VaultFormat.smallFileLimit {
                large.append(entry)
            } else {
                small.append(entry)
            }
        }
    }

    /// Files that fit into memory side by side, longer ones by themselves with their pieces side by side.
    private func checkpoints(_ entries: [TreeEntry], _ reader: FileReader) throws -> [Captured] {
        let path = experiment.path
        let capture = CheckpointCapture(reader: reader, settings: settings, clock: clock, path: path)
        let one = Workers(width: 1)
        let short = entries.filter { $0.facts.size <= FileReader.memoryLimit * 4 }
        let long = entries.filter { $0.facts.size > FileReader.memoryLimit * 4 }
        let guarded: @Sendable (TreeEntry, Workers) throws -> Captured = { [progress] entry, workers in
            do { return try capture.run(entry, workers: workers, progress: progress) } catch let error
                as LifeboatError
                where error.code == .inputOutput || error.code == .unsafePath
            { return Self.unreadable(entry, error) }
        }
        return try workers.map(short.count) { try guarded(short[$0], one) }
            + long.map { try guarded($0, workers) }
    }

    private func large(_ entry: TreeEntry, _ reader: FileReader) throws -> Captured {
        var captured = Captured(name: entry.name, facts: entry.facts, outcome: .vanished)
        for attempt in 1...5 {
            do {
                guard let (file, facts) = try reader.open(entry.name) else { return captured }
                captured.facts = facts
                captured.bytesRead += facts.size
                captured.extended = try Attributes.extended(file)
                let stretches = try reader.storePieces(
                    file,
                    size: facts.size,
                    workers: workers,
                    progress: progress
                )
                captured.outcome = .stored(stretches)
                if try reader.isUnchanged(file, entry.name, since: facts) { return captured }
            } catch let error as LifeboatError where error.code == .busy && attempt < 5 {
                continue
            } catch let error as LifeboatError where error.code == .inputOutput || error.code == .unsafePath {
                return Self.unreadable(entry, error)
            }
        }
        captured.findings.append(BundleCapture.changing(entry.name))
        return captured
    }

    private static func unreadable(_ entry: TreeEntry, _ error: LifeboatError) -> Captured {
        var captured = Captured(name: entry.name, facts: entry.facts, outcome: .leftOut)
        captured.findings = [Finding("capture.unreadable", failure: error, path: entry.name.description)]
        return captured
    }

    private func directory(_ entry: TreeEntry, _ root: Directory) throws -> CaptureResult.Item {
        do {
            let extended = try Attributes.extended(root.directory(entry.name).descriptor)
            return CaptureResult.Item(entry, .directory, extended)
        } catch let error as LifeboatError where error.code == .notFound {
            return CaptureResult.Item(entry, .directory, [:])
        }
    }

    private func link(_ entry: TreeEntry, _ root: Directory, _ result: inout CaptureResult) throws {
        do {
            result.entries.append(
                CaptureResult.Item(entry, .link(target: try root.linkTarget(entry.name)), [:])
            )
        } catch let error as LifeboatError {
            if error.code != .notFound { result.fail(entry.name, error) }
        }
    }
}
