/// How far a drill goes; each depth includes those before it.
public enum DrillDepth: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Every sampled manifest, listing and object against its digest.
    case bytes
    /// Checkpoints are what they claim to be.
    case structure
    /// A framework loads the checkpoint.
    case load
    /// Training resumes from it.
    case resume

    /// The shallower first.
    public static func < (a: DrillDepth, b: DrillDepth) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .bytes: 0
        case .structure: 1
        case .load: 2
        case .resume: 3
        }
    }
}
