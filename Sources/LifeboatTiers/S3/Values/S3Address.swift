public import LifeboatCore

/// A bucket and a place in it, as in `s3://bucket/some/prefix`.
public struct S3Address: Sendable, Hashable, CustomStringConvertible {
    /// The bucket's name.
    public let bucket: String
    /// The place in the bucket, without slashes at its ends; empty for the whole bucket.
    public let prefix: String

    /// Reads a URL. Throws `usage` for one of another form, or with a name that no bucket has.
    public init(_ url: String) throws(LifeboatError) {
        guard url.lowercased().hasPrefix("s3://") else {
            throw Self.malformed(url, "does not begin with s3://")
        }
        let parts = url.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false)
        let bucket = String(parts.first ?? "")
        guard Self.isBucket(bucket) else {
            throw Self.malformed(url, "does not name a bucket: 3 to 63 letters, digits, dots and hyphens")
        }
        let components = parts.dropFirst().filter { !$0.isEmpty }
        guard components.allSatisfy({ StoreKey.isValid(String($0)) }) else {
            throw Self.malformed(
                url,
                "has a place in the bucket with other characters than a-z A-Z 0-9 . _ -"
            )
        }
        self.bucket = bucket
        prefix = components.joined(separator: "/")
    }

    /// The URL.
    public var description: String { prefix.isEmpty ? "s3://\(bucket)" : "s3://\(bucket)/\(prefix)" }

    /// Old buckets have capitals and underscores too. Anything else could lead to another host.
    static func isBucket(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count) && StoreKey.isValid(name) && name.utf8.first != 0x2E
            && name.utf8.first != 0x2D
    }

    private static func malformed(_ url: String, _ reason: String) -> LifeboatError {
        LifeboatError(.usage, reason, path: url, hint: "Write it as s3://bucket/prefix.")
    }
}
