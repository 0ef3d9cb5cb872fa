public import LifeboatCore

/// What one checkpoint file is, and whether training can go on from it. Every field comes from the bytes
/// alone.
public struct CheckpointReport: Sendable, Hashable {
    /// The name the caller gave the file.
    public let path: String
    /// Size in bytes.
    public let size: Int
    /// What it is by content.
    public var format: CheckpointFormat = .unknown
    /// What it is good for; see `VerdictRule`.
    public var verdict: CheckpointVerdict = .unusable
    /// Whether the bytes are those that were written.
    public var integrity: CheckpointIntegrity = .unverifiable
    /// How much of a training state is there.
    public var training: CheckpointTraining = .unknown
    /// What loading it would run. Judged apart from the verdict: a dangerous file may be intact.
    public var safety: CheckpointSafety = .review
    /// The last completed epoch as stored: counted from 0; -1 in a stripped file; nil when there is none.
    public var epoch: Int?
    /// How many epochs the training was to have.
    public var epochs: Int?
    /// How many tensors the file holds, optimizer state included; nil when that could not be read.
    public var tensors: Int?
    /// The tensors by name, where they were asked for; of a file that cannot be read there are none.
    public var tensorList: [CheckpointTensor]?
    /// How many numbers the model has, each storage counted once; nil when that could not be read.
    public var parameters: Int?
    /// `ultralytics`, `pytorch`, or nil.
    public var framework: String?
    /// The version of the framework that wrote the file, where it says so.
    public var frameworkVersion: String?
    /// The best fitness so far.
    public var bestFitness: Double?
    /// The fitness of this epoch.
    public var fitness: Double?
    /// When it was saved, as stored (ISO 8601, local time of the node that trained).
    public var date: String?
    /// The code the training ran from.
    public var git: CheckpointGit?
    /// The recorded training arguments that are plain values, flat.
    public var trainArgs: [String: JSON] = [:]
    /// The records in file order; empty when the structure could not be read.
    public var records: [CheckpointRecord] = []
    /// What was found.
    public var findings: [Finding] = []

    /// A report that knows nothing yet: unknown, unverifiable, unusable.
    public init(path: String, size: Int) {
        self.path = path
        self.size = size
    }

    /// Epochs completed, counted from 1 (`epoch` + 1); nil in a stripped file, which does not say.
    public var completedEpochs: Int? { epoch.flatMap { $0 >= 0 ? Checked.sum($0, 1) : nil } }
}
