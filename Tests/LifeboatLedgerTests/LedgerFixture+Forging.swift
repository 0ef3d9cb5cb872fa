import LifeboatCore
import LifeboatTestSupport

@testable import LifeboatLedger

extension LedgerFixture {
    /// Writes a record again with another payload or signature, without its key.
    static func rewrite(
        _ store: MemoryStore,
        _ signer: SignerID,
        _ number: Int,
        _ change: (JSON, [UInt8]) throws -> (JSON, [UInt8])
    ) throws {
        try store.tamper(LedgerKey.record(signer, number)) { bytes in
            guard let envelope = try? Envelope(parsing: bytes),
                let payload = try? JSON.parse(envelope.payload),
                let (json, signature) = try? change(payload, envelope.signature)
            else { return bytes = [] }
            bytes = file(json, signer, signature)
        }
    }

    /// Writes a record again with another payload, signed by `key`.
    static func forge(
        _ store: MemoryStore,
        _ signer: SignerID,
        _ number: Int,
        by key: Signer,
        _ change: (JSON) -> JSON
    ) throws {
        try rewrite(store, signer, number) { payload, _ in
            let json = change(payload)
            let signed = Envelope.preAuthentication(Envelope.evidence, json.canonical)
            return (json, try key.sign(signed))
        }
    }

    private static func file(_ json: JSON, _ signer: SignerID, _ signature: [UInt8]) -> [UInt8] {
        JSON.object([
            "payloadType": .string(Envelope.evidence), "payload": .string(Base64.encode(json.canonical)),
            "signatures": [["keyid": .string(signer.text), "sig": .string(Base64.encode(signature))]],
        ]).canonical
    }
}
