internal import LifeboatCore

/// A signed payload in the Dead Simple Signing Envelope, version 1.
///
/// Format and signed bytes: secure-systems-lab/dsse, `envelope.md` and `protocol.md`, v1.0. A ledger's
/// envelope has exactly one signature and is written in one form only, so that no byte of a file can change
/// unseen.
struct Envelope: Sendable {
    /// The payload type of evidence.
    static let evidence = "application/vnd.lifeboat.evidence+json"

    let payload: [UInt8]
    let signer: SignerID
    let signature: [UInt8]

    /// Signs `payload`.
    init(signing payload: [UInt8], by key: Signer) throws {
        self.payload = payload
        signer = key.id
        signature = try key.sign(Self.preAuthentication(Self.evidence, payload))
    }

    /// Reads an envelope; throws `corrupt` for anything that `bytes` would not write the same.
    init(parsing file: [UInt8]) throws {
        let json = try JSON.parse(file)
        guard try json.string("payloadType") == Self.evidence else {
            throw LifeboatError(.corrupt, "holds no evidence but another payload type")
        }
        let signatures = try json.array("signatures")
        guard signatures.count == 1, let only = signatures.first else {
            throw LifeboatError(.corrupt, "has \(signatures.count) signatures; one was expected")
        }
        guard let signer = SignerID(try only.string("keyid")) else {
            throw LifeboatError(.corrupt, "\"keyid\" is not a signer")
        }
        guard let payload = Base64.decode(try json.string("payload")),
            let signature = Base64.decode(try only.string("sig"))
        else { throw LifeboatError(.corrupt, "payload or signature is not base64") }
        (self.payload, self.signer, self.signature) = (payload, signer, signature)
        guard bytes == file else {
            throw LifeboatError(.corrupt, "is not written in the one form that an envelope has")
        }
    }

    /// The file's exact bytes: canonical JSON.
    var bytes: [UInt8] {
        JSON.object([
            "payloadType": .string(Self.evidence), "payload": .string(Base64.encode(payload)),
            "signatures": [["keyid": .string(signer.text), "sig": .string(Base64.encode(signature))]],
        ]).canonical
    }

    /// Whether the signature is `key`'s.
    func isSigned(by key: PublicKey) -> Bool {
        key.isValid(signature, over: Self.preAuthentication(Self.evidence, payload))
    }

    /// The bytes that are signed: `PAE(type, body)` of `protocol.md`, with lengths in bytes as ASCII
    /// decimals.
    static func preAuthentication(_ type: String, _ body: [UInt8]) -> [UInt8] {
        Array("DSSEv1 \(type.utf8.count) \(type) \(body.count) ".utf8) + body
    }
}
