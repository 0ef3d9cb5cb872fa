/// The name of a recovery point: the SHA-256 of its manifest's stored bytes.
public struct PointID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The digest.
    public let digest: Digest

    /// From a digest.
    public init(_ digest: Digest) { self.digest = digest }

    /// From 64 hexadecimal digits; nil for anything else.
    public init?(_ hex: some StringProtocol) {
        guard let digest = Digest(hex: hex) else { return nil }
        self.digest = digest
    }

    /// All 64 digits.
    public var description: String { digest.hex }

    /// The first twelve digits, for people.
    public var short: String { String(digest.hex.prefix(12)) }

    /// By digest.
    public static func < (a: PointID, b: PointID) -> Bool { a.digest < b.digest }
}
