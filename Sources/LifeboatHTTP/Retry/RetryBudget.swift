internal import Synchronization

/// How many retries all threads together have left, so that a server that is down is not hammered (a token
/// bucket, as in the AWS SDKs' standard retry mode).
///
/// It starts full. Every retry takes what its rule costs; every answer puts something back. While nothing
/// succeeds it runs dry, and then each request is tried once.
public final class RetryBudget: Sendable {
    /// The most that it holds.
    public let capacity: Int
    private let tokens: Mutex<Int>

    /// A full budget: 500 is 100 retries.
    public init(capacity: Int = 500) {
        self.capacity = max(0, capacity)
        tokens = Mutex(self.capacity)
    }

    /// What is left.
    public var left: Int { tokens.withLock { $0 } }

    /// Takes `cost`; false, and nothing taken, when there is less.
    public func take(_ cost: Int) -> Bool {
        tokens.withLock { tokens in
            guard cost <= tokens else { return false }
            tokens -= cost
            return true
        }
    }

    /// Puts `cost` back, up to the capacity.
    public func give(_ cost: Int) { tokens.withLock { $0 = min(capacity, $0 + min(cost, capacity)) } }
}
