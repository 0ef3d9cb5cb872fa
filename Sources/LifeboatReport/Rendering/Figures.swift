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

    /// Epochs as people count them, from 1, as in `41/100`.
    static func epoch(_ cell: StatusCell) -> String {
        guard let epoch = cell.epoch else { return none }
        let (count, overflow) = epoch.addingReportingOverflow(1)
        let done = overflow ? epoch : count
        return cell.epochs.map { "\(done)/\($0)" } ?? "\(done)"
    }

    /// The same with the distance to the front, as in `41/100 -3`.
    static func progress(_ cell: StatusCell) -> String {
        let behind = cell.epochsBehind.map { $0 > 0 ? " -\($0)" : "" } ?? ""
        return epoch(cell) + behind
    }

    /// The verdict of a checkpoint in small letters.
    static func verdict(_ cell: StatusCell) -> String {
        switch cell.verdict {
        case "RESUMABLE": "resumable"
        case "INFERENCE_ONLY": "inference only"
        case "UNUSABLE": "unusable"
        default: none
        }
    }

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
