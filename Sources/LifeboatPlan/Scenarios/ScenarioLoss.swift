public import LifeboatCore

/// What recovery from a point costs in work.
public struct ScenarioLoss: Sendable, Hashable {
    /// Epochs that were trained and are trained again; nil where they are not known.
    public let epochs: Int?
    /// Seconds of work between the point and the newest state that is known of; nil where that is not known.
    public let seconds: Double?
    /// Age of the point in seconds.
    public let ageSeconds: Double

    /// Makes a loss.
    public init(epochs: Int?, seconds: Double?, ageSeconds: Double) {
        self.epochs = epochs
        self.seconds = seconds
        self.ageSeconds = ageSeconds
    }

    /// One clause for a person, as in `2 epochs and 1h 5m of work`.
    public var text: String {
        if epochs != nil || seconds != nil, (epochs ?? 0) == 0, (seconds ?? 0) <= 0 { return "nothing" }
        let time = seconds.map { "\(TimeSpan.text(max(0, $0))) of work" }
        let count = epochs.map { Counted.text($0, "epoch") }
        let parts = [count, time].compactMap { $0 }
        return parts.isEmpty ? "an unknown amount of work" : parts.joined(separator: " and ")
    }

    /// The JSON form.
    public var json: JSON {
        [
            "epochs": .optional(epochs), "seconds": .optional(seconds), "ageSeconds": .double(ageSeconds),
            "text": .string(text),
        ]
    }
}
