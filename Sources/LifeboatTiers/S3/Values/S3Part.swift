public import LifeboatCore

/// One part of an upload in parts that the store has.
public struct S3Part: Sendable, Hashable {
    /// Its number, 1 to 10,000.
    public let number: Int
    /// The tag that the store gave it.
    public let etag: String
    /// The SHA-256 that the store held it against.
    public let digest: Digest

    /// Makes a part.
    public init(number: Int, etag: String, digest: Digest) {
        self.number = number
        self.etag = etag
        self.digest = digest
    }
}
