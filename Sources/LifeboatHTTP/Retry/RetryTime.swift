/// The seam for the time that a retrier spends.
public protocol RetryTime: Sendable {
    /// Seconds on a clock that never jumps.
    var seconds: Double { get }
    /// Waits; throws `cancelled` within a second of the wish to stop.
    func sleep(_ seconds: Double) throws(TransportFailure)
}
