/// Where a tier keeps its copies, with the settings that only its kind has.
public enum TierStorage: Sendable, Hashable {
    /// A directory; the path is absolute and normalised.
    case directory(path: String)
    /// A bucket prefix.
    case s3(ObjectStoreSettings)
    /// Snapshots of another tier's volume.
    case snapshot(SnapshotSettings)
}
