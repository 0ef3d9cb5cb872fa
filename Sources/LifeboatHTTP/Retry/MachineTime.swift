public import LifeboatCore
internal import LifeboatFiles

/// The machine's own time.
public struct MachineTime: RetryTime {
    private let watch = Stopwatch()
    private let cancellation: Cancellation

    /// Sleeps until `cancellation` says otherwise.
    public init(_ cancellation: Cancellation) { self.cancellation = cancellation }

    /// Seconds since it was made.
    public var seconds: Double { watch.seconds }

    /// See `RetryTime`.
    public func sleep(_ seconds: Double) throws(TransportFailure) {
        let end = watch.seconds + seconds
        while true {
            if cancellation.isCancelled { throw TransportFailure(.cancelled, "stopped as asked") }
            let rest = end - watch.seconds
            guard rest > 0 else { return }
            Pause.seconds(min(rest, 0.2))
        }
    }
}
