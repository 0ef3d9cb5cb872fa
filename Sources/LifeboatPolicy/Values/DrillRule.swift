/// One drill that is due again and again.
public struct DrillRule: Sendable, Hashable {
    /// The tier that is drilled.
    public let tier: String
    /// Seconds from one drill to the next.
    public let everySeconds: Double
    /// How far it goes.
    public let depth: DrillDepth
    /// Which points it takes.
    public let sample: DrillSample
    /// Seconds in which the samples together have to reach every object of the tier; nil when not asked for.
    public let coverEvery: Double?

    /// Makes a rule; durations in seconds.
    public init(
        tier: String,
        everySeconds: Double,
        depth: DrillDepth = .structure,
        sample: DrillSample = .standard,
        coverEvery: Double? = nil
    ) {
        self.tier = tier
        self.everySeconds = everySeconds
        self.depth = depth
        self.sample = sample
        self.coverEvery = coverEvery
    }
}
