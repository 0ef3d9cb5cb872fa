internal import Crypto
internal import FoundationEssentials
internal import LifeboatCore

/// An Ed25519 public key (RFC 8032), written `ed25519:<base64>` in the policy and in every record.
public struct PublicKey: Sendable, Hashable, CustomStringConvertible {
    /// The 32 raw bytes.
    public let bytes: [UInt8]

    /// From 32 raw bytes; nil for another number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// From the text form; nil for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix),
            let bytes = Base64.decode(String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        self.init(bytes: bytes)
    }

    /// `ed25519:` and base64.
    public var description: String { Self.prefix + Base64.encode(bytes) }

    /// The chain that this key signs.
    public var signer: SignerID { SignerID(digest: Hasher256.digest(of: bytes)) }

    /// Whether `signature` (64 bytes) is this key's over exactly these bytes.
    public func isValid(_ signature: [UInt8], over bytes: [UInt8]) -> Bool {
        // A key that is no point of the curve has made no signature.
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }

    private static let prefix = "ed25519:"
}
