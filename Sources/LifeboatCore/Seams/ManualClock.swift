internal import Synchronization

/// A clock that moves only when it is told to.
public final class ManualClock: WallClock {
    private let time: Mutex<Timestamp>

    /// A clock that stands at `start`.
    public init(_ start: Timestamp) { time = Mutex(start) }

    /// The time it was last set to.
    public func now() -> Timestamp { time.withLock { $0 } }

    /// Moves the clock forward.
    public func advance(seconds: Double) { time.withLock { $0 = $0.adding(seconds: seconds) } }
}
