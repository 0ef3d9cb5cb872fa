/// What a tier is made of.
public enum TierKind: String, Sendable, Hashable, CaseIterable {
    /// A directory of a mounted file system.
    case directory
    /// A prefix of a bucket behind the S3 protocol.
    case s3
    /// Read-only snapshots of the volume that holds another tier.
    case snapshot
}
