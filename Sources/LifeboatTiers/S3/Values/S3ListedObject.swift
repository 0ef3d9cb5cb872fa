public import LifeboatCore

/// One object of a listing.
public struct S3ListedObject: Sendable, Hashable {
    /// Its key.
    public let key: String
    /// Its length in bytes.
    public let size: Int
    /// When it was written.
    public let modified: Timestamp
    /// The tag that changes with its bytes.
    public let etag: String?
    /// Its class; nil where the store does not say.
    public let storageClass: String?
}
