public import LifeboatCore
public import LifeboatRecovery

/// What evidence tells of one tier over time. Pure.
public struct TierHistory: Sendable {
    /// One moment of the curve of exposure.
    public struct Moment: Sendable, Hashable {
        /// When.
        public let time: Timestamp
        /// Seconds since the tier was last confirmed to hold everything: the most that could have been lost.
        public let seconds: Double
    }

    /// One drill and how much was proven by then.
    public struct Proof: Sendable, Hashable {
        /// The drill.
        public let drill: DrillOutcome
        /// Different points that drills had proven by then, as far as records name them.
        public let proven: Int
        /// Points that the tier held then.
        public let held: Int
    }

    /// How far back it goes, in seconds: 90 days.
    public static let windowSeconds = 90.0 * 86_400

    /// The tier's name.
    public let tier: String
    /// The curve, a saw: each protect ends one tooth. Oldest first.
    public let exposure: [Moment]
    /// The drills, oldest first.
    public let drills: [Proof]

    init(of tier: String, _ history: EvidenceHistory, now: Timestamp) {
        self.tier = tier
        let start = now.adding(seconds: -Self.windowSeconds)
        exposure = Self.saw(history.confirmations.filter { $0.tier == tier }, now: now).filter {
            $0.time >= start
        }
        var proven: Set<String> = []
        let all = history.drills.filter { $0.tier == tier }.map { drill in
            proven.formUnion(drill.points)
            let named = proven.isEmpty && drill.isPassed ? drill.verified : proven.count
            return Proof(drill: drill, proven: min(named, drill.population), held: drill.population)
        }
        drills = all.filter { $0.drill.time >= start }
    }

    /// Two moments for each protect: the most that could have been lost right before it, and right after.
    private static func saw(_ confirmations: [Confirmation], now: Timestamp) -> [Moment] {
        var moments: [Moment] = []
        var last: Timestamp?
        // A protect that was cut short, or left a file out, says nothing of the tier as a whole.
        let whole = confirmations.filter(\.isOfWholeTier)
        let records = Dictionary(grouping: whole, by: \.reference)
            .compactMap { reference, items in
                items.compactMap(\.confirmed).min().map { (items[0].recorded, reference, $0) }
            }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        for (recorded, _, confirmed) in records {
            if let last { moments.append(Moment(time: recorded, seconds: age(last, recorded))) }
            let newest = max(last ?? confirmed, confirmed)
            moments.append(Moment(time: recorded, seconds: age(newest, recorded)))
            last = newest
        }
        if let last { moments.append(Moment(time: now, seconds: age(last, now))) }
        return moments
    }

    private static func age(_ time: Timestamp, _ now: Timestamp) -> Double {
        max(0, now.seconds(since: time))
    }
}
