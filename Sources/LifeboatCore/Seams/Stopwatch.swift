/// Elapsed time on a clock that never jumps.
public struct Stopwatch: Sendable {
    private let start = ContinuousClock.now

    /// Starts at once.
    public init() {}

    /// Seconds since the start.
    public var seconds: Double {
        let elapsed = ContinuousClock.now - start
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }
}
