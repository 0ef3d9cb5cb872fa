public import LifeboatCore

/// One file of a chain, read and checked as far as it can be by itself.
public struct ChainLink: Sendable {
    /// The key of the file in its store.
    public let key: String
    /// The number in the file's name.
    public let number: Int
    /// The SHA-256 of the file's exact bytes.
    public let digest: Digest
    /// What it records; nil where it cannot be read as a record.
    public let record: EvidenceRecord?
    /// What is wrong with it by itself, errors all; empty when it is signed by the key its directory is named
    /// after.
    public let problems: [Finding]

    /// Reads the file `bytes` that stands under `key`; pure.
    init(key: String, signer: SignerID, number: Int, bytes: [UInt8]) {
        self.key = key
        self.number = number
        digest = Hasher256.digest(of: bytes)
        do {
            let (record, problem) = try Self.read(key, signer, number, bytes)
            self.record = record
            problems = problem.map { [$0] } ?? []
        } catch {
            record = nil
            let isNewer = (error as? LifeboatError)?.code == .unsupported
            problems = [
                Finding(
                    isNewer ? "evidence.schema-unknown" : "evidence.unparsable",
                    failure: error,
                    path: key
                )
            ]
        }
    }

    /// A file that could not be read at all.
    init(key: String, number: Int, unreadable error: LifeboatError) {
        self.key = key
        self.number = number
        digest = Hasher256.digest(of: [])
        record = nil
        problems = [Finding("evidence.unreadable", .error, path: key, error.message, hint: error.hint ?? "")]
    }

    private static func read(
        _ key: String,
        _ signer: SignerID,
        _ number: Int,
        _ bytes: [UInt8]
    ) throws -> (EvidenceRecord, Finding?) {
        let envelope = try Envelope(parsing: bytes)
        let json = try JSON.parse(envelope.payload)
        guard json.canonical == envelope.payload else {
            throw LifeboatError(.corrupt, "the payload is not canonical JSON")
        }
        let record = try EvidenceRecord(json: json)
        func problem(_ code: String, _ message: String) -> Finding {
            Finding(code, .error, path: key, message)
        }
        guard envelope.isSigned(by: record.publicKey) else {
            return (
                record, problem("evidence.signature-bad", "the signature is not that of the key it names")
            )
        }
        guard try json.string("signer") == signer.text, record.signer == signer, envelope.signer == signer
        else {
            return (record, problem("evidence.signer-mismatch", "was signed by another key than its chain's"))
        }
        guard record.sequence == number else {
            let message = "is record \(record.sequence), and stands in the place of record \(number)"
            return (record, problem("evidence.misnamed", message))
        }
        return (record, nil)
    }
}
