/// What a checkpoint is good for.
public enum CheckpointVerdict: String, Sendable, CaseIterable {
    /// Training can go on from it.
    case resumable = "RESUMABLE"
    /// It holds weights, and no training state that is known to be complete.
    case inferenceOnly = "INFERENCE_ONLY"
    /// It is damaged, incomplete or not a checkpoint that can be read.
    case unusable = "UNUSABLE"
}
