internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Takes a checkpoint that its trainer may be rewriting in place, and lets none through that is torn.
///
/// Trainers truncate `last.pt` and write it again: same inode, no rename, no flush. So: read, look whether
/// the file changed meanwhile, judge the bytes that were taken, and wait for the writer to close it
/// otherwise.
struct CheckpointCapture: Sendable {
    let reader: FileReader
    let settings: CaptureSettings
    let clock: any WallClock
    let path: String

    func run(_ entry: TreeEntry, workers: Workers, progress: any Progress) throws -> Captured {
        var result = Captured(name: entry.name, facts: entry.facts, outcome: .leftOut)
        var last: CheckpointReport?
        for attempt in 1...settings.attempts {
            try reader.cancellation.check()
            // Watched from before the read: a close in between is not missed.
            let watcher = CloseWatcher("\(path)/\(String(decoding: entry.name.bytes, as: UTF8.self))")
            guard let (file, before) = try reader.open(entry.name) else {
                result.outcome = .vanished
                return result
            }
            result.bytesRead += before.size
            if let taken = try take(file, before, entry.name, workers, progress) {
                result.facts = before
                result.checkpoint = CheckpointSummary.json(taken.report)
                last = taken.report
                if taken.report.integrity != .corrupt {
                    result.outcome = .stored(taken.stretches)
                    result.extended = try Attributes.extended(file)
                    if let doubt = doubt(taken) { result.findings.append(doubt) }
                    return result
                }
                let age = clock.now().seconds(since: Timestamp(nanoseconds: before.changed))
                if age > settings.settledSeconds { break }
            }
            if attempt < settings.attempts { wait(watcher, attempt) }
        }
        result.checkpoint = nil
        result.findings.append(torn(entry.name, last))
        return result
    }

    private struct Taken {
        let stretches: [Captured.Stretch]
        let report: CheckpointReport
        /// Whether something beside equal times speaks for it that nobody wrote during the read.
        let isProven: Bool
    }

    /// The file's bytes in the vault and what they are; nil when the file changed under the read.
    private func take(
        _ file: Descriptor,
        _ before: FileFacts,
        _ name: FileName,
        _ workers: Workers,
        _ progress: any Progress
    ) throws -> Taken? {
        let clone = Reflink.clone(file, in: try reader.root.directory(name.parent).descriptor)
        let lease = clone == nil ? ReadLease(on: file) : nil
        let frozen = clone ?? file
        let size = try frozen.facts().size
        do {
            if size <= FileReader.memoryLimit {
                let bytes = try frozen.bytes(at: 0, count: size)
                guard try isWhole(clone, file, before, name), bytes.count == size else { return nil }
                let isProven = clone != nil || lease?.holds == true
                let report = CheckpointInspector.inspect(MemorySource(bytes), path: name.description)
                // A torn one is not stored: it would lie there until a collection.
                let stretches = report.integrity == .corrupt ? [] : try reader.store(bytes)
                progress.advance(size)
                return Taken(stretches: stretches, report: report, isProven: isProven)
            }
            let stretches = try reader.storePieces(
                frozen,
                size: size,
                lease: lease,
                workers: workers,
                progress: progress
            )
            guard try isWhole(clone, file, before, name) else { return nil }
            let isProven = clone != nil || lease?.holds == true
            let report = CheckpointInspector.inspect(reader.source(stretches), path: name.description)
            return Taken(stretches: stretches, report: report, isProven: isProven)
        } catch let error as LifeboatError where error.code == .busy {
            return nil
        }
    }

    private func isWhole(_ clone: Descriptor?, _ file: Descriptor, _ before: FileFacts, _ name: FileName)
        throws -> Bool
    {
        if clone != nil { return true }
        return try reader.isUnchanged(file, name, since: before)
    }

    private func wait(_ watcher: CloseWatcher?, _ attempt: Int) {
        let seconds = min(settings.waitSeconds, 0.01 * Double(1 << min(attempt, 10)))
        if let watcher { _ = watcher.waitForClose(seconds: seconds) } else { Pause.seconds(seconds) }
    }

    private func torn(_ name: FileName, _ last: CheckpointReport?) -> Finding {
        let reason =
            last?.findings.first { $0.severity == .error }?.message ?? "it was rewritten during every read"
        return Finding(
            "capture.torn",
            .error,
            path: name.description,
            "left out: no whole copy could be taken (\(reason))",
            hint:
                "Earlier points keep the last good copy."
                + " If training is over, the file is damaged at the source."
        )
    }

    /// A format without checksums is only as good as the proof that nobody wrote during the read.
    private func doubt(_ taken: Taken) -> Finding? {
        guard taken.report.integrity == .unverifiable, !taken.isProven else { return nil }
        return Finding(
            "capture.unverifiable",
            .info,
            path: taken.report.path,
            "the format has no checksums, and this file system gives no proof that the copy is whole",
            hint: "Keep checkpoints on btrfs or XFS, where a copy is one atomic clone."
        )
    }
}
