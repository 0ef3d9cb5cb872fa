internal import LifeboatFiles

/// How patient a capture is with files that are being written.
public struct CaptureSettings: Sendable {
    /// How often a torn checkpoint is read again before the point goes without it.
    public var attempts = 12
    /// How long one attempt waits at most for the writer to close the file, in seconds.
    public var waitSeconds = 1.0
    /// A damaged file that nobody touched for this long is damaged at the source: it is not read again.
    public var settledSeconds = 10.0
    /// A checkpoint up to this length is judged before anything of it is stored, at no cost: what is read for
    /// the second time is in the page cache. A longer one is judged by its structure first, and then from its
    /// copy.
    public var cachedBytes = Descriptor.cachedBytes

    /// The defaults: up to twelve seconds for a file that is never whole.
    public init() {}
}
