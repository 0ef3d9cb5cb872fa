public import LifeboatCore

/// How long a step takes, and where that number comes from.
public struct Estimate: Sendable, Hashable {
    /// Where a number comes from.
    public enum Basis: String, Sendable {
        /// A drill or another measurement.
        case measured
        /// Worked out from recorded sizes and an assumed rate.
        case computed
        /// A fixed assumption.
        case assumed
        /// Nothing is known: a person has to say.
        case unknown
    }

    /// Seconds; nil when nothing is known.
    public let seconds: Double?
    /// The kind of the number.
    public let basis: Basis
    /// The basis in words, as in `1.70 GiB at 200 MiB a second, measured by a drill of s3`.
    public let text: String

    /// Makes an estimate; no seconds means unknown.
    public init(seconds: Double?, basis: Basis, text: String) {
        self.seconds = seconds
        self.basis = seconds == nil ? .unknown : basis
        self.text = text
    }

    /// The JSON form.
    public var json: JSON {
        ["seconds": .optional(seconds), "basis": .string(basis.rawValue), "text": .string(text)]
    }
}
