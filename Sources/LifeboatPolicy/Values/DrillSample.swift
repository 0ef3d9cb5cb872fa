/// Which recovery points a drill takes out of a tier.
public struct DrillSample: Sendable, Hashable {
    /// The newest so many of every experiment.
    public let newest: Int
    /// The so many with the best fitness of every experiment.
    public let best: Int
    /// So many at random over the whole tier.
    public let random: Int
    /// As many as show with this probability, in (0, 1), that fewer than `defectRate` are bad.
    public let confidence: Double?
    /// The share of bad ones, in (0, 1), that `confidence` speaks about; set together with it.
    public let defectRate: Double?
    /// Every point; the rest does not count then.
    public let all: Bool

    /// Makes a sample.
    public init(
        newest: Int = 0,
        best: Int = 0,
        random: Int = 0,
        confidence: Double? = nil,
        defectRate: Double? = nil,
        all: Bool = false
    ) {
        self.newest = newest
        self.best = best
        self.random = random
        self.confidence = confidence
        self.defectRate = defectRate
        self.all = all
    }

    /// What a drill takes when its rule names no sample: the newest, the best, three at random.
    public static let standard = DrillSample(newest: 1, best: 1, random: 3)

    /// Every point.
    public static let everything = DrillSample(all: true)
}
