public import LifeboatCore

/// The file that publishes a recovery point and leads to everything in it.
public struct Manifest: Sendable {
    /// The experiment's identity.
    public var run: RunID
    /// The experiment's name, `<source>/<path below it>` or `<source>`.
    public var experiment: String
    /// The policy's name for the source.
    public var source: String
    /// The layout it was found to have.
    public var layout: String
    /// The host that made it.
    public var host: String
    /// Where it was taken from.
    public var origin: Origin
    /// When it was taken: max(local clock, parent + 1 ms). A label; `sequence` orders points.
    public var created: Timestamp
    /// The run directory itself, under the empty name: its mode, owner, time and extended attributes. Nil
    /// where a writer did not keep them.
    public var root: Entry?
    /// The point before it, of the same run.
    public var parent: PointID?
    /// One more than the parent's, from 1.
    public var sequence: Int
    /// Whether it holds all that it should.
    public var state: PointState
    /// The listings that hold the entries, in order.
    public var listings: [ObjectReference]
    /// Number of files.
    public var files: Int
    /// Length of all files together, in bytes.
    public var bytes: Int
    /// Number of entries that are not held.
    public var excluded: Int
    /// What each checkpoint was found to be, as `inspect` tells it.
    public var checkpoints: [JSON]
    /// The state of the training: epoch (0-based), epochs, framework, frameworkVersion, verdict, bestFitness.
    public var training: JSON
    /// The environment the run needs.
    public var environment: JSON
    /// Files of one save, as `{"name", "files"}`.
    public var groups: [JSON]
    /// What was notable when it was taken.
    public var findings: [Finding]

    /// Makes a manifest; everything that is not named starts empty.
    public init(
        run: RunID,
        experiment: String,
        source: String,
        layout: String,
        host: String,
        origin: Origin,
        created: Timestamp,
        parent: PointID?,
        sequence: Int
    ) {
        self.run = run
        self.experiment = experiment
        self.source = source
        self.layout = layout
        self.host = host
        self.origin = origin
        self.created = created
        self.parent = parent
        self.sequence = sequence
        state = .complete
        listings = []
        files = 0
        bytes = 0
        excluded = 0
        checkpoints = []
        training = .null
        environment = .null
        groups = []
        findings = []
    }
}
