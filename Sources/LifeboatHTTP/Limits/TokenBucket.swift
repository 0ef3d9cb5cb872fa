/// How much may move when a rate is not to be exceeded, as a value that is told the time.
///
/// Who finds the bucket above empty takes what it needs, into debt if need be, and the next one waits until
/// the debt is paid. So nothing has to be cut to fit, and the mean rate holds.
public struct TokenBucket: Sendable, Hashable {
    /// Tokens that come in a second.
    public let rate: Double
    /// The most that gathers while nobody takes any.
    public let capacity: Double
    private var balance: Double
    private var last: Double

    /// A full bucket at the time `now`, in seconds. Rate and capacity are at least 1.
    public init(rate: Double, capacity: Double, now: Double) {
        self.rate = max(1, rate)
        self.capacity = max(1, capacity)
        balance = self.capacity
        last = now
    }

    /// Seconds until something may be taken; 0 when it may be now. A clock that goes back gives nothing.
    public mutating func wait(at now: Double) -> Double {
        balance = min(capacity, balance + max(0, now - last) * rate)
        last = max(last, now)
        return balance > 0 ? 0 : max(-balance, 1) / rate
    }

    /// Takes `count` tokens.
    public mutating func take(_ count: Int, at now: Double) {
        _ = wait(at: now)
        balance -= Double(count)
    }
}
