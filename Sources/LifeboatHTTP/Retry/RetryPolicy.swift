/// How often and how soon a request is tried again, as values.
public struct RetryPolicy: Sendable, Hashable {
    /// Tries in all, the first one counted.
    public var attempts = 6
    /// The longest first pause in seconds; it doubles from try to try.
    public var baseDelay = 0.2
    /// The longest first pause after the server said that it is overloaded.
    public var slowDelay = 1.0
    /// No pause is longer, but for a server's `Retry-After`.
    public var delayLimit = 20.0
    /// The most of a server's `Retry-After` that is believed, in seconds.
    public var retryAfterLimit = 60.0
    /// Seconds for all tries and pauses: a pause that would end later is not begun.
    public var totalTime = 300.0

    /// The defaults.
    public init() {}

    /// Seconds before the retry with this number, from 1: a random part of a span that doubles ("full
    /// jitter"), so that clients that failed together do not come back together. Never before `retryAfter`,
    /// as far as that is believed.
    public func delay(
        retry: Int,
        _ rule: RetryRule,
        retryAfter: Double? = nil,
        using random: inout some RandomNumberGenerator
    ) -> Double {
        let base = rule == .slower ? slowDelay : baseDelay
        let doubled = (1..<max(1, min(retry, 64))).reduce(base) { span, _ in span * 2 }
        let jitter = Double.random(in: 0...max(0, min(delayLimit, doubled)), using: &random)
        return min(max(0, retryAfter ?? 0), retryAfterLimit) + jitter
    }

    /// Tries in all of a request whose every try ends by this rule.
    func tries(_ rule: RetryRule) -> Int {
        switch rule {
        case .never: 1
        case .lookup: min(3, attempts)
        case .again, .costly, .slower, .clock: attempts
        }
    }
}
