/// What loading the file would run, judged by the names its pickles import. Nothing is executed to find out.
public enum CheckpointSafety: String, Sendable, Comparable, CaseIterable {
    /// Only what is known to build tensors, containers and model classes.
    case safe
    /// Something unknown is imported, or a pickle could not be read to its end.
    case review
    /// Something is imported that runs code, or an import that cannot be told from the file.
    case dangerous

    /// Orders by danger, `safe` first.
    public static func < (a: CheckpointSafety, b: CheckpointSafety) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .safe: 0
        case .review: 1
        case .dangerous: 2
        }
    }
}
