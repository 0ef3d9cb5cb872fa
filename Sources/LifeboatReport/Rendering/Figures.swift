internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

/// Numbers as the renderings write them.
enum Figures {
    static let none = "-"

    /// A duration, or a dash.
    static func span(_ seconds: Double?) -> String { seconds.map { TimeSpan.text($0) } ?? none }

    /// An exposure; without a bound it says so in a word.
    static func exposure(_ exposure: Exposure) -> String {
        guard let seconds = exposure.seconds else { return "unbounded" }
        guard seconds > 0 else { return "none" }
        return TimeSpan.text(seconds)
    }

    /// `passed 3h 2m ago`, or `never`.
    static func drill(_ tier: StatusTier) -> String {
        guard let drill = tier.lastDrill else { return "never" }
        return "\(drill.verdict) \(span(tier.lastDrillAgeSeconds)) ago"
    }

    /// The replication lag, or a dash.
    static func lag(_ tier: TierCompliance) -> String {
        tier.lacking == 0 && tier.replicationLagSeconds != nil ? "none" : span(tier.replicationLagSeconds)
    }

    /// Completed epochs of all, as every verb writes them.
    static func epoch(_ cell: StatusCell) -> String { cell.progress ?? none }

    /// The same with the distance to the front, as in `41/100 -3`.
    static func progress(_ cell: StatusCell) -> String {
        let behind = cell.epochsBehind.map { $0 > 0 ? " -\($0)" : "" } ?? ""
        return epoch(cell) + behind
    }

    /// The verdict of a checkpoint, as every verb words it.
    static func verdict(_ cell: StatusCell) -> String { cell.verdict ?? none }

    /// What a reader has to know of a run whose source is not simply there.
    static func note(_ presence: ExperimentPresence) -> String? {
        switch presence {
        case .present: nil
        case .gone: "gone from its source"
        case .elsewhere: "of another host"
        case .unreadable: "its source cannot be read"
        }
    }
}
