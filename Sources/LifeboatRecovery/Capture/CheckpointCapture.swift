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

    func run(_ entry: TreeEntry, workers: Workers, progress: any Progress) throws -> Captured {
        var result = Captured(name: entry.name, facts: entry.facts, outcome: .leftOut)
        var last: CheckpointReport?
        for attempt in 1...settings.attempts {
            try reader.cancellation.check()
            guard let (file, before) = try reader.open(entry.name) else {
                result.outcome = .vanished
                return result
            }
            // Watched from before the read: a close in between is not missed.
            let watcher = CloseWatcher(on: file)
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

    /// The file's bytes in the vault and what they are; nil when the file changed under the read. Of a torn
    /// one nothing is stored: it would lie there until a collection.
    private func take(
        _ file: Descriptor,
        _ before: FileFacts,
        _ name: FileName,
        _ workers: Workers,
        _ progress: any Progress
    ) throws -> Taken? {
        let still = try StillFile(file, before, name, reader)
        do {
            return still.size <= FileReader.memoryLimit
                ? try takeShort(still, name, progress) : try takeLong(still, name, workers, progress)
        } catch let error as LifeboatError where error.code == .busy {
            return nil
        }
    }

    private func takeShort(_ still: StillFile, _ name: FileName, _ progress: any Progress) throws -> Taken? {
        let bytes = try still.file.bytes(at: 0, count: still.size)
        guard try still.isUnchanged(), bytes.count == still.size else { return nil }
        let isProven = still.isProven
        let report = CheckpointInspector.inspect(MemorySource(bytes), path: name.description)
        let stretches = report.integrity == .corrupt ? [] : try reader.store(bytes)
        progress.advance(still.size)
        return Taken(stretches: stretches, report: report, isProven: isProven)
    }

    /// Judged before it is stored where the two reads surely see the same bytes, and the second one finds
    /// them in the page cache. Elsewhere its structure tells most torn files, and the copy has the last word.
    private func takeLong(
        _ still: StillFile,
        _ name: FileName,
        _ workers: Workers,
        _ progress: any Progress
    ) throws -> Taken? {
        let isJudgedFirst = still.isProven && still.size <= settings.cachedBytes
        let first = try still.judge(wholly: isJudgedFirst)
        if first.integrity == .corrupt {
            guard try still.isUnchanged() else { return nil }
            return Taken(stretches: [], report: first, isProven: still.isProven)
        }
        let stretches = try reader.storePieces(
            still.file,
            size: still.size,
            lease: still.lease,
            workers: workers,
            progress: progress
        )
        guard try still.isUnchanged() else { return nil }
        let isProven = still.isProven
        if isJudgedFirst, isProven { return Taken(stretches: stretches, report: first, isProven: true) }
        let copy = CheckpointInspector.inspect(reader.source(stretches), path: name.description)
        return Taken(stretches: stretches, report: copy, isProven: isProven)
    }

    private func wait(_ watcher: CloseWatcher?, _ attempt: Int) {
        let seconds = min(settings.waitSeconds, 0.01 * Double(1 << min(attempt, 10)))
        if let watcher { _ = watcher.waitForClose(seconds: seconds) } else { Pause.seconds(seconds) }
    }

    private func torn(_ name: FileName, _ last: CheckpointReport?) -> Finding {
        let reason =
            last?.findings.errors.first?.message ?? "it was rewritten during every read"
        return .torn(
            name,
            reason,
            hint: "Earlier points keep the last good copy."
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
