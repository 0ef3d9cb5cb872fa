public import LifeboatCore

/// Which checkpoint of a run to resume from, and why.
public struct ResumeChoice: Sendable, Hashable {
    /// The checkpoint's path below the run directory; nil when none can be resumed from.
    public let name: FileName?
    /// Its report; nil when none can be resumed from.
    public let report: CheckpointReport?
    /// Whether the run came to its end, so that there is nothing that must be resumed. `name` may still be an
    /// earlier epoch from which the rest could be trained again.
    public let isFinished: Bool
    /// What is to be said about the choice.
    public let findings: [Finding]

    /// Chooses among the checkpoints of a run, by path below the run directory.
    ///
    /// `last.pt` where training can go on from it; else, of all others, the one with the most epochs behind
    /// it. A dangerous file is never chosen.
    public init(among reports: [FileName: CheckpointReport]) {
        let usable = reports.filter { $0.value.verdict == .resumable && $0.value.safety != .dangerous }
        let last = reports[UltralyticsRun.lastCheckpoint]
        isFinished = last?.training == .finished && last?.integrity != .corrupt
        if let last = usable[UltralyticsRun.lastCheckpoint] {
            (name, report, findings) = (UltralyticsRun.lastCheckpoint, last, [])
            return
        }
        // Of equal epochs the path decides, so that the choice is the same every time.
        let best = usable.max { ($0.value.epoch ?? -1, $1.key) < ($1.value.epoch ?? -1, $0.key) }
        (name, report) = (best?.key, best?.value)
        findings = Self.explain(
            last: last,
            isFinished: isFinished,
            best: best?.key,
            epoch: best?.value.completedEpochs
        )
    }

    private static func explain(last: CheckpointReport?, isFinished: Bool, best: FileName?, epoch: Int?)
        -> [Finding]
    {
        let path = UltralyticsRun.lastCheckpoint.description
        let other = best.map { "\($0) has \(epoch ?? 0) completed epochs and can be resumed from" }
        if isFinished {
            let hint = other.map { "\($0), should the rest be trained again" } ?? ""
            return [
                Finding(
                    "resume.finished",
                    .info,
                    path: path,
                    "the training is finished; nothing to resume",
                    hint: hint
                )
            ]
        }
        let state = last == nil ? "last.pt is not there" : "training cannot go on from last.pt"
        guard let other else {
            let hint = "start a new training, from weights/best.pt where it can be used"
            return [
                Finding(
                    "resume.no-checkpoint",
                    .error,
                    path: path,
                    "\(state), nor from any other",
                    hint: hint
                )
            ]
        }
        return [Finding("resume.earlier-checkpoint", .warning, path: path, "\(state); \(other)")]
    }
}
