/// What a store answered to the deletion of one key.
public struct S3Deletion: Sendable, Hashable {
    /// Whether the key is hidden now by a delete marker (or one was deleted) rather than gone.
    public let isDeleteMarker: Bool
    /// The version that was deleted, or the delete marker that was made.
    public let versionID: String?
}
