public import LifeboatCore

/// One version of an object, or a mark that hides the older ones, of a listing.
public struct S3ListedVersion: Sendable, Hashable {
    /// Its key.
    public let key: String
    /// The id of the version; `null` for one from before the bucket kept versions.
    public let versionID: String
    /// Whether it is what a read without a version gets.
    public let isLatest: Bool
    /// Whether it is a delete marker: it has no bytes.
    public let isDeleteMarker: Bool
    /// Its length in bytes, 0 for a delete marker.
    public let size: Int
    /// When it was written.
    public let modified: Timestamp
    /// The tag that changes with its bytes.
    public let etag: String?
    /// Its class; nil where the store does not say.
    public let storageClass: String?
}
