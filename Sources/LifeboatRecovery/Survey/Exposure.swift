public import LifeboatCore

/// Age of the oldest change of an experiment that no complete recovery point of a tier holds: what an RPO is
/// held against.
///
/// A file that was rewritten shows when it changed last, not when it changed first since the tier held it. So
/// the answer is a bound: `seconds` is the most that it can be, `atLeast` the least.
public struct Exposure: Sendable, Hashable {
    /// What an exposure was told from.
    public enum Basis: String, Sendable, Hashable {
        /// The source as it is now, held against the newest complete point.
        case source
        /// The source cannot be read: the last time that evidence confirms the tier held it.
        case lastConfirmed
        /// The source cannot be read and there is no evidence: the time of the newest complete point.
        case newestPoint
        /// The source cannot be read and the tier holds nothing of it.
        case neverHeld
    }

    /// Seconds, at most; 0 when everything is held; nil when there is no bound.
    public let seconds: Double?
    /// Seconds, at least; nil when there is no bound.
    public let atLeast: Double?
    /// What it was told from.
    public let basis: Basis
    /// How many files and links of the source the tier lacks as they are; 0 where the source was not read.
    public let unheld: Int
    /// The one among them whose change may be oldest.
    public let oldest: FileName?

    /// Makes an exposure.
    public init(seconds: Double?, atLeast: Double?, basis: Basis, unheld: Int = 0, oldest: FileName? = nil) {
        self.seconds = seconds
        self.atLeast = atLeast
        self.basis = basis
        self.unheld = unheld
        self.oldest = oldest
    }

    /// The worse of two, by the upper bound; no bound is the worst.
    public static func worse(_ a: Exposure, _ b: Exposure) -> Exposure {
        (a.seconds ?? .infinity) < (b.seconds ?? .infinity) ? b : a
    }
}
