/// The clock seam: where the time of day comes from.
public protocol WallClock: Sendable {
    /// The time now.
    func now() -> Timestamp
}
