/// How bad a finding is.
public enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Worth knowing; nothing is wrong.
    case info
    /// Something should be changed; what was asked for still holds.
    case warning
    /// What was asked for does not hold.
    case error

    /// Orders by badness, `info` first.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}
