public import LifeboatHTTP

/// Time that passes only in pauses, and takes none.
public struct NoTime: RetryTime {
    private let pausing: @Sendable () -> Void

    /// `pausing` runs in place of each pause.
    public init(pausing: @escaping @Sendable () -> Void = {}) { self.pausing = pausing }

    /// Always the same.
    public var seconds: Double { 0 }

    /// See `RetryTime`.
    public func sleep(_ seconds: Double) { pausing() }
}
