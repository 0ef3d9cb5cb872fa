public import LifeboatCore
public import LifeboatPolicy

/// One drill of one tier, as its evidence tells it.
public struct DrillOutcome: Sendable, Hashable {
    /// The tier that was drilled.
    public let tier: String
    /// When, by the record.
    public let time: Timestamp
    /// How far it went; nil where the record does not say it in a word that is known.
    public let depth: DrillDepth?
    /// Whether it passed: its verdict says so, something was sampled, and all of that was verified.
    public let isPassed: Bool
    /// Points that the tier held.
    public let population: Int
    /// Points that were chosen.
    public let sampled: Int
    /// Points that were proven.
    public let verified: Int
    /// Bytes that were restored.
    public let bytes: Int
    /// Seconds that all restores took together; nil where it was not measured.
    public let restoreSeconds: Double?
    /// Seconds that the slowest restore of one point took, which is what an RTO is held against; where the
    /// record does not tell it, all restores together.
    public let slowestSeconds: Double?
    /// The ids of the points that were proven, where the record names them.
    public let points: [String]
    /// How many of its findings are errors.
    public let errors: Int
    /// The record.
    public let reference: String

    /// Reads one drill of a record's body; nil where it names no tier or no verdict.
    init?(_ json: JSON, _ item: EvidenceItem) {
        guard let tier = json["tier"]?.stringValue, let verdict = json["verdict"]?.stringValue else {
            return nil
        }
        self.tier = tier
        time = item.time
        depth = json["depth"]?.stringValue.flatMap(DrillDepth.init(rawValue:))
        population = max(0, json["population"]?.intValue ?? 0)
        sampled = max(0, json["sampled"]?.intValue ?? 0)
        verified = max(0, json["verified"]?.intValue ?? 0)
        bytes = max(0, json["bytes"]?.intValue ?? 0)
        // Where nothing was restored, no time was measured.
        restoreSeconds = sampled > 0 ? json["restoreSeconds"]?.doubleValue : nil
        slowestSeconds = sampled > 0 ? json["slowestSeconds"]?.doubleValue ?? restoreSeconds : nil
        points = (json["points"]?.arrayValue ?? []).compactMap { point in
            point["verdict"] == "passed" ? point["point"]?.stringValue : nil
        }
        errors = (json["findings"]?.arrayValue ?? []).count { $0["severity"] == "error" }
        isPassed = verdict == "passed" && sampled > 0 && verified >= sampled
        reference = item.reference
    }

    /// `passed` or `failed`.
    public var verdict: String { isPassed ? "passed" : "failed" }
}
