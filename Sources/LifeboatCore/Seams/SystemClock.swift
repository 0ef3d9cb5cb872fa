internal import Glibc

/// The machine's own clock; the only place that reads the time of day.
public struct SystemClock: WallClock {
    /// The machine's clock.
    public init() {}

    /// The time now, by `CLOCK_REALTIME`.
    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
