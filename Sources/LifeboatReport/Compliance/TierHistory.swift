public import LifeboatCore

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
        let records = Dictionary(grouping: confirmations, by: \.reference).values
            .compactMap { $0.min { $0.confirmed < $1.confirmed } }
            .sorted { ($0.recorded, $0.reference) < ($1.recorded, $1.reference) }
        for record in records {
            if let last {
                moments.append(Moment(time: record.recorded, seconds: age(last, record.recorded)))
            }
            last = max(last ?? record.confirmed, record.confirmed)
            moments.append(
                Moment(time: record.recorded, seconds: age(last ?? record.confirmed, record.recorded))
            )
        }
        if let last { moments.append(Moment(time: now, seconds: age(last, now))) }
        return moments
    }

    private static func age(_ time: Timestamp, _ now: Timestamp) -> Double {
        max(0, now.seconds(since: time))
    }
}
