/// What makes the snapshots of a volume.
public enum SnapshotDriver: String, Sendable, Hashable, CaseIterable {
    /// Read-only subvolumes of btrfs.
    case btrfs
    /// Snapshots of a ZFS data set.
    case zfs
    /// Snapshots of a logical volume.
    case lvm
}
