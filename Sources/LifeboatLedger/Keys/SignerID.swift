internal import LifeboatCore

/// Who signed: the first 32 hexadecimal digits of the SHA-256 of the raw public key. It names a chain's
/// directory.
public struct SignerID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public let text: String

    /// From 32 lower-case hexadecimal digits; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 32, Hex.decode(text) != nil else { return nil }
        self.text = String(text)
    }

    init(digest: Digest) { text = String(digest.hex.prefix(32)) }

    /// The 32 digits.
    public var description: String { text }

    /// The first twelve digits, for people.
    public var short: String { String(text.prefix(12)) }

    /// By digits.
    public static func < (a: SignerID, b: SignerID) -> Bool { a.text < b.text }
}
