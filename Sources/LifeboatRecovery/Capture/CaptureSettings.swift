/// How patient a capture is with files that are being written.
public struct CaptureSettings: Sendable {
    /// How often a torn checkpoint is read again before the point goes without it.
    public var attempts = 12
    /// How long one attempt waits at most for the writer to close the file, in seconds.
    public var waitSeconds = 1.0
    /// A damaged file that nobody touched for this long is damaged at the source: it is not read again.
    public var settledSeconds = 10.0

    /// The defaults: up to twelve seconds for a file that is never whole.
    public init() {}
}
