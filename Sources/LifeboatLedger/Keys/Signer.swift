internal import Crypto
internal import FoundationEssentials
public import LifeboatCore

/// The private key that signs this node's evidence. Its material never leaves it except into its own file.
public struct Signer: Sendable, CustomStringConvertible {
    private let key: Curve25519.Signing.PrivateKey

    /// Whether the key was made just now, because its file did not exist.
    public let wasCreated: Bool

    /// The public half.
    public var publicKey: PublicKey {
        guard let key = PublicKey(bytes: Array(key.publicKey.rawRepresentation)) else {
            preconditionFailure("an Ed25519 public key is 32 bytes")
        }
        return key
    }

    /// The chain that it signs.
    public var id: SignerID { publicKey.signer }

    /// The public key alone: a signer that is printed tells no secret.
    public var description: String { publicKey.description }

    init(key: Curve25519.Signing.PrivateKey, wasCreated: Bool) {
        self.key = key
        self.wasCreated = wasCreated
    }

    /// The key in `text`, the content of a key file: one line `lifeboat-ed25519-private:<base64 of 32
    /// bytes>`.
    ///
    /// Throws `corrupt` for anything else. `origin` names where the text came from; the text is never shown.
    public init(keyText text: String, origin: String) throws {
        let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
        guard line.hasPrefix(Self.prefix),
            let bytes = Base64.decode(String(line.dropFirst(Self.prefix.count))),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else {
            throw LifeboatError(
                .corrupt,
                "is not a Lifeboat signing key",
                path: origin,
                hint: "Name the file that Lifeboat made, or one that does not exist yet: it is then made."
            )
        }
        self.init(key: key, wasCreated: false)
    }

    /// The Ed25519 signature, 64 bytes, over exactly these bytes.
    public func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        do { return Array(try key.signature(for: bytes)) } catch {
            throw LifeboatError(.failed, "the evidence could not be signed")
        }
    }

    /// Says that the key is not among the pinned ones, or nil when it is.
    public func pinFinding(trust: [PublicKey]) -> Finding? {
        guard !trust.contains(publicKey) else { return nil }
        if !trust.isEmpty {
            return Finding(
                "evidence.key-not-pinned",
                .warning,
                (wasCreated
                    ? "there was no signing key, so one was made" : "this node signs with a key of its own")
                    + "; the policy pins other keys, so what it records in a vault does not verify",
                hint:
                    "Bring signer.key back from its copy, or add \"\(publicKey)\" to evidence.trust in the"
                    + " policy."
            )
        }
        return Finding(
            "evidence.key-not-pinned",
            .warning,
            wasCreated
                ? "a signing key was made at first use, and the policy does not pin it"
                : "the policy does not pin the key that signs this node's evidence",
            hint: "Add \"\(publicKey)\" to evidence.trust in the policy."
        )
    }

    static let prefix = "lifeboat-ed25519-private:"

    /// The content of this key's file: a secret.
    var fileContent: [UInt8] { Array((Self.prefix + Base64.encode(key.rawRepresentation) + "\n").utf8) }
}
