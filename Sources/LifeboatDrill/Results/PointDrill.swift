public import LifeboatCore

/// What the drill of one recovery point came to.
public struct PointDrill: Sendable, Hashable {
    /// The experiment's name.
    public let experiment: String
    /// The experiment's identity.
    public let run: RunID
    /// The point.
    public let point: PointID
    /// Why it is in the sample.
    public let why: [SampleReason]
    /// Whether it was restored whole and verified.
    public var verdict = DrillVerdict.failed
    /// Number of files restored.
    public var files = 0
    /// Length of these files together, in bytes.
    public var bytes = 0
    /// Seconds that the restore took, without the verification behind it.
    public var seconds = 0.0

    /// A point that nothing is proven of yet: it has failed until something says otherwise.
    public init(experiment: String, run: RunID, point: PointID, why: [SampleReason]) {
        self.experiment = experiment
        self.run = run
        self.point = point
        self.why = why
    }
}
