/// Why a point is in a sample.
public enum SampleReason: String, Sendable, CaseIterable {
    /// It is among the newest of its run.
    case newest
    /// It is the newest complete one of a run whose newest are incomplete.
    case newestComplete
    /// It has one of the best fitnesses of its run.
    case best
    /// It was drawn.
    case random
    /// Every point is in the sample.
    case all
}
