/// How much of a training state is there.
public enum CheckpointTraining: String, Sendable, CaseIterable {
    /// Everything that the framework needs to go on, with epochs left to train.
    case resumable
    /// The training ended: the optimizer was stripped, or no epoch is left.
    case finished
    /// Weights without an optimizer.
    case weightsOnly
    /// Part of a training state, without the weights that it belongs to.
    case incomplete
    /// Nothing that this version can judge.
    case unknown
}
