public import LifeboatVault

/// A point of a sample.
public struct SampledPoint: Sendable {
    /// The point.
    public let point: Point
    /// Why it was chosen; several rules may choose the same point.
    public let why: [SampleReason]

    /// Makes one.
    public init(point: Point, why: [SampleReason]) {
        self.point = point
        self.why = why
    }
}
