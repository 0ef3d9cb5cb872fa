public import LifeboatCore

/// What a store tells of one object with HEAD, or along with its bytes.
public struct S3ObjectFacts: Sendable, Hashable {
    /// Its length in bytes.
    public var size: Int
    /// When it was written, to the second, by the store's clock.
    public var modified: Timestamp
    /// The tag that changes with its bytes, as it was sent.
    public var etag: String?
    /// The id of this version, where the bucket keeps versions.
    public var versionID: String?
    /// Its class; nil for the standard one.
    public var storageClass: String?
    /// SHA-256 of the whole object, where it was put with one and the store tells.
    public var checksum: Digest?
    /// SHA-256 of the parts' SHA-256 in base64 and the number of parts, as in `…=-2`, where it was put in
    /// parts and the store tells.
    public var partsChecksum: String?
    /// How far bringing it back from a cold class is; nil where that was never asked for.
    public var restoration: S3Restoration?
    /// Until when it cannot be deleted.
    public var retention: S3Retention?
    /// Whether it cannot be deleted until somebody takes that back.
    public var hasLegalHold = false
    /// How it is encrypted, as the header `x-amz-server-side-encryption` has it.
    public var encryption: String?

    /// Makes facts.
    public init(size: Int, modified: Timestamp) {
        self.size = size
        self.modified = modified
    }
}
