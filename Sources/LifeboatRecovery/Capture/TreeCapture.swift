internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Takes one experiment into the objects of one vault: everything that changed since the point before is
/// read, everything else is carried over.
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
        let root = try Directory(experiment.place)
        let reader = FileReader(root: root, writer: writer, vault: vault, cancellation: cancellation)
        let change = ChangeDetector(before: before, holds: { writer.holds($0) })
        var result = CaptureResult()
        let whole = TreeEntry(name: FileName(bytes: []), facts: experiment.facts)
        let extended = try Attributes.extended(root.descriptor)
        result.root = Entry(CaptureResult.Item(whole, .directory, extended), .directory)
        var sorted = Sorted()
        var unchanged: [Entry] = []
        var notes = EntryNotes(experiment)
        for entry in experiment.entries {
            notes.time(entry)
            switch entry.facts.kind {
            case .directory: directory(entry, root, &result)
            case .link: link(entry, root, &notes, &result)
            case .file:
                if let held = change.unchanged(entry) { unchanged.append(held) } else { sorted.add(entry) }
            case .pipe, .socket, .device:
                let reason = "a \(entry.facts.kind.rawValue) has no content to hold"
                result.entries.append(.excluded(entry, reason: reason))
                notes.special(entry)
            }
        }
        result.findings += notes.findings
        for item in experiment.excluded { result.entries.append(.excluded(item.entry, reason: item.reason)) }
        for failure in experiment.failures { result.fail(failure.name, failure.error) }
        // Checkpoints before everything else: a row of results.csv that is newer than the checkpoint can be
        // dropped at restore, one that is missing cannot be made.
        progress.begin("Protecting \(experiment.name)", total: sorted.bytes)
        result.add(try checkpoints(sorted.checkpoints, reader))
        for held in unchanged {
            if sorted.checkpoints.isEmpty {
                result.carry(held, change)
            } else {
                try settle(held, root, change, &sorted, &result)
            }
        }
        result.add(try sorted.large.map { try large($0, reader) })
        let bundles = BundleCapture(reader: reader, known: change.known)
        let small = try bundles.run(sorted.small, workers: workers, progress: progress)
        result.add(small)
        for file in small where file.outcome.isGrown {
            result.add([try large(TreeEntry(name: file.name, facts: file.facts), reader)])
        }
        return result
    }

    /// A file that was unchanged at the walk, looked at once more now that checkpoints were read since: what
    /// it holds must not be older than they are.
    private func settle(
        _ held: Entry,
        _ root: Directory,
        _ change: ChangeDetector,
        _ sorted: inout Sorted,
        _ result: inout CaptureResult
    ) throws {
        let isCheckpoint = CheckpointInspector.looksLikeCheckpoint(name: held.name, head: [])
        if isCheckpoint { return result.carry(held, change) }
        guard let facts = try root.facts(held.name), facts.kind == .file else { return }
        let entry = TreeEntry(name: held.name, facts: facts)
        if change.unchanged(entry) == nil { sorted.add(entry) } else { result.carry(held, change) }
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
        let capture = CheckpointCapture(reader: reader, settings: settings, clock: clock)
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
        for attempt in 1...FileReader.attempts {
            do {
                // What an earlier attempt took may be torn: it counts for nothing.
                captured.outcome = .vanished
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
                if attempt == FileReader.attempts,
                    try reader.holds(stretches, in: file, workers: workers)
                {
                    captured.findings.append(.changing(entry.name))
                    return captured
                }
            } catch let error as LifeboatError where error.code == .busy {
                // It became shorter under the read.
            } catch let error as LifeboatError
                where error.code == .inputOutput || error.code == .unsafePath
            {
                return Self.unreadable(entry, error)
            }
            if attempt < FileReader.attempts { reader.backOff(after: attempt) }
        }
        captured.outcome = .leftOut
        captured.findings.append(.rewritten(entry.name))
        return captured
    }

    private static func unreadable(_ entry: TreeEntry, _ error: LifeboatError) -> Captured {
        var captured = Captured(name: entry.name, facts: entry.facts, outcome: .leftOut)
        captured.findings = [.unreadable(entry.name, error)]
        return captured
    }

    private func directory(_ entry: TreeEntry, _ root: Directory, _ result: inout CaptureResult) {
        var extended: [String: [UInt8]] = [:]
        do { extended = try Attributes.extended(root.directory(entry.name).descriptor) } catch {
            // What the walk could not enter it has told already.
            let isTold = experiment.failures.contains { $0.name == entry.name }
            if !isTold { result.fail(entry.name, error) }
        }
        result.entries.append(CaptureResult.Item(entry, .directory, extended))
    }

    private func link(
        _ entry: TreeEntry,
        _ root: Directory,
        _ notes: inout EntryNotes,
        _ result: inout CaptureResult
    ) {
        do {
            let target = try root.linkTarget(entry.name)
            result.entries.append(CaptureResult.Item(entry, .link(target: target), [:]))
            notes.link(entry.name, target)
        } catch { result.fail(entry.name, error) }
    }
}
