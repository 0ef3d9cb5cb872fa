internal import LifeboatCore

/// A clock that goes wrong by so many seconds.
struct ShiftedClock: WallClock {
    let seconds: Double

    func now() -> Timestamp { SystemClock().now().adding(seconds: seconds) }
}
