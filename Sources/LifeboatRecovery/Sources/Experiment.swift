public import LifeboatCore
public import LifeboatFiles

/// One training run as it was found below a source, or what is left of the source outside every run.
public struct Experiment: Sendable {
    /// `<source>/<path below it>`; `<source>` for the remainder and for a source that is itself a run.
    public let name: String
    /// The policy's name for the source.
    public let source: String
    /// What it was recognised as: `ultralytics`, `huggingface`, `lightning`, `dcp`, or `plain`.
    public let layout: String
    /// Absolute path of the run directory.
    public let path: String
    /// The facts of the run directory.
    public let facts: FileFacts
    /// Everything in it that is to be held, names relative to `path`, in order.
    public let entries: [TreeEntry]
    /// What the policy leaves out, with the pattern.
    public let excluded: [(entry: TreeEntry, reason: String)]
    /// What could not be read.
    public let failures: [(name: FileName, error: LifeboatError)]

    /// Whether it holds anything beside directories.
    public var isEmpty: Bool {
        failures.isEmpty && excluded.isEmpty && entries.allSatisfy { $0.facts.kind == .directory }
    }
}
