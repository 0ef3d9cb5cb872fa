public import LifeboatCore

/// The command that really continues a training from a restored run directory.
///
/// A bare `yolo train resume` starts a new training from a stock model, and without `save_dir=` the trainer
/// writes to the directory of the node that is gone; hence every argument is spelled out.
public struct ResumeCommand: Sendable, Hashable {
    /// The words of the command; empty when there is nothing to resume.
    public let arguments: [String]
    /// For a finished run, the words of the command that would train its last epochs again; empty for every
    /// other.
    public let alternative: [String]
    /// Commands to run before it, each as words: links from recorded paths to the restored ones, for versions
    /// that go by the recorded ones.
    public let preparation: [[String]]
    /// What to know before running it.
    public let findings: [Finding]

    /// The preparation and the command as lines of a POSIX shell; empty when there is nothing to resume.
    public var shell: String {
        arguments.isEmpty ? "" : (preparation + [arguments]).map(ShellWord.line).joined(separator: "\n")
    }

    /// The command for a run directory.
    ///
    /// - Parameters:
    ///   - choice: which of its checkpoints to resume from.
    ///   - run: the absolute path of the restored run directory.
    ///   - data: the path of the data set's YAML file on this node; nil to leave the recorded one.
    /// - device: what to train on (`0`, `0,1`, `cpu`); nil to leave the recorded one, which must then exist
    /// here.
    public init(_ choice: ResumeChoice, run: String, data: String?, device: String?) {
        guard let name = choice.name, let report = choice.report else {
            (arguments, alternative, preparation, findings) = ([], [], [], choice.findings)
            return
        }
        let run = run.count > 1 && run.hasSuffix("/") ? String(run.dropLast()) : run
        var words = [
            "yolo", "train", "resume", "model=\(run)/\(String(decoding: name.bytes, as: UTF8.self))",
        ]
        if let data { words.append("data=\(data)") }
        words.append("save_dir=\(run)")
        if let device { words.append("device=\(device)") }
        (arguments, alternative) = choice.isFinished ? ([], words) : (words, [])
        var notes = ResumeNotes(report: report, run: run, data: data)
        notes.collect()
        preparation = notes.preparation
        findings = choice.findings + notes.findings
    }
}
