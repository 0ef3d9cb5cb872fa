/// What drills and earlier recoveries measured; what is nil is assumed, and the plan says so.
public struct MeasuredRates: Sendable, Hashable {
    /// Bytes a second that a restore from the tier reached.
    public var restoreBytesPerSecond: Double?
    /// Where `restoreBytesPerSecond` was measured, as in `drill of s3 at 2026-11-23 15:18:00 UTC`.
    public var restoreSource: String?
    /// Seconds until a new node is there and can be logged in to.
    public var nodeSeconds: Double?
    /// Seconds that installing the packages took.
    public var packagesSeconds: Double?
    /// Seconds from the start of the resume command to the first resumed epoch.
    public var resumeSeconds: Double?

    /// Rates, nothing of them measured unless given.
    public init(
        restoreBytesPerSecond: Double? = nil,
        restoreSource: String? = nil,
        nodeSeconds: Double? = nil,
        packagesSeconds: Double? = nil,
        resumeSeconds: Double? = nil
    ) {
        self.restoreBytesPerSecond = restoreBytesPerSecond
        self.restoreSource = restoreSource
        self.nodeSeconds = nodeSeconds
        self.packagesSeconds = packagesSeconds
        self.resumeSeconds = resumeSeconds
    }
}
