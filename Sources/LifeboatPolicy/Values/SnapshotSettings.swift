/// The settings of a `snapshot` tier.
public struct SnapshotSettings: Sendable, Hashable {
    /// What makes the snapshots.
    public let driver: SnapshotDriver
    /// The directory tier whose volume is snapshotted.
    public let of: String

    /// Makes the settings.
    public init(driver: SnapshotDriver, of: String) {
        self.driver = driver
        self.of = of
    }
}
