public import LifeboatCore

/// One source of the policy as it is now.
public struct SourceState: Sendable {
    /// The policy's name for it.
    public let source: String
    /// Its experiments; empty where it cannot be read.
    public let experiments: [ExperimentState]
    /// Why it cannot be read; nil where it can.
    public let failure: Finding?

    /// Makes a state.
    public init(source: String, experiments: [ExperimentState], failure: Finding? = nil) {
        self.source = source
        self.experiments = experiments
        self.failure = failure
    }
}
