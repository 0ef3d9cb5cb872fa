/// The one place that turns what was found into a verdict.
public enum VerdictRule {
    /// The verdict of a file.
    ///
    /// - Parameters:
    ///   - isRead: whether the format is known and its content was read to the end.
    ///   - tensors: how many tensors there are; a file without any holds no weights.
    public static func verdict(
        integrity: CheckpointIntegrity,
        training: CheckpointTraining,
        isRead: Bool,
        tensors: Int
    ) -> CheckpointVerdict {
        guard isRead, integrity != .corrupt, tensors > 0 else { return .unusable }
        switch training {
        case .resumable: return .resumable
        case .finished, .weightsOnly, .unknown: return .inferenceOnly
        case .incomplete: return .unusable
        }
    }
}
