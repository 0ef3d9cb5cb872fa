/// What a store answered to a write.
public struct S3Written: Sendable, Hashable {
    /// The tag that changes with the bytes.
    public let etag: String?
    /// The id of the version that was made, where the bucket keeps versions.
    public let versionID: String?
}
