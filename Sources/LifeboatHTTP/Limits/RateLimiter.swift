internal import LifeboatCore
internal import Synchronization

/// A bandwidth that all threads share.
public final class RateLimiter: Sendable {
    private let bucket: Mutex<TokenBucket>
    private let now: @Sendable () -> Double

    /// At most `bytesPerSecond` in the mean, a tenth of a second of it at once. `now` gives the seconds of a
    /// clock that never jumps; by default of the machine's.
    public init(bytesPerSecond: Int, now: (@Sendable () -> Double)? = nil) {
        let watch = Stopwatch()
        self.now = now ?? { watch.seconds }
        let rate = Double(bytesPerSecond)
        bucket = Mutex(TokenBucket(rate: rate, capacity: rate / 10, now: self.now()))
    }

    /// Seconds until bytes may move; 0 when they may move now.
    public var wait: Double {
        let time = now()
        return bucket.withLock { $0.wait(at: time) }
    }

    /// Bytes have moved.
    public func take(_ count: Int) {
        let time = now()
        bucket.withLock { $0.take(count, at: time) }
    }
}
