public import LifeboatCore
public import LifeboatFiles
public import LifeboatVault

/// One training run as it was found below a source, or what is left of the source outside every run.
public struct Experiment: Sendable {
    /// `<source>/<path below it>`; `<source>` for the remainder and for a source that is itself a run.
    public let name: String
    /// The policy's name for the source.
    public let source: String
    /// What it was recognised as: `ultralytics`, `huggingface`, `lightning`, `dcp`, or `plain`.
    public let layout: String
    /// Absolute path of the run directory, as the file system has it.
    public let place: [UInt8]
    /// The facts of the run directory.
    public let facts: FileFacts
    /// Everything in it that is to be held, names relative to `path`, in order.
    public let entries: [TreeEntry]
    /// What the policy leaves out, with the pattern.
    public let excluded: [(entry: TreeEntry, reason: String)]
    /// What could not be read.
    public let failures: [(name: FileName, error: LifeboatError)]

    /// The path as text: printable where it is not UTF-8.
    public var path: String { String(validating: place, as: UTF8.self) ?? FileName(bytes: place).description }

    /// Where points of it come from.
    public var origin: Origin { Origin(place: place, inode: facts.inode, birth: facts.birth) }

    /// Whether it holds anything beside directories.
    public var isEmpty: Bool {
        failures.isEmpty && excluded.isEmpty && entries.allSatisfy { $0.facts.kind == .directory }
    }
}
