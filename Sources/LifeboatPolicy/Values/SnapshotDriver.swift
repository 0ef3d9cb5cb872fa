/// What makes the snapshots of a volume.
public enum SnapshotDriver: String, Sendable, Hashable, CaseIterable {
    case btrfs
    case zfs
    case lvm
}
