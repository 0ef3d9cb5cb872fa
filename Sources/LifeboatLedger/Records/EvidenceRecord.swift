public import LifeboatCore

/// One record of the ledger: what was done, when and where, by which key, after which record.
public struct EvidenceRecord: Sendable, Hashable {
    /// The `schema` member of every payload that this program writes and reads.
    public static let schema = "lifeboat.evidence/1"

    /// The key that signed it.
    public let publicKey: PublicKey
    /// Its number in the chain, from 1.
    public let sequence: Int
    /// The SHA-256 of the file of the record before it; nil for the first.
    public let previous: Digest?
    /// When it was made, by its host's clock: a label, the order is that of `sequence`.
    public let time: Timestamp
    /// The host that made it.
    public let host: String
    /// What it is evidence of.
    public let kind: EvidenceKind
    /// How far the chains of other signers reached when it was made.
    public let heads: [SignerID: ChainHead]
    /// What the operation itself recorded.
    public let body: JSON

    /// The chain it belongs to.
    public var signer: SignerID { publicKey.signer }

    init(
        publicKey: PublicKey,
        sequence: Int,
        previous: Digest?,
        time: Timestamp,
        host: String,
        kind: EvidenceKind,
        heads: [SignerID: ChainHead],
        body: JSON
    ) {
        self.publicKey = publicKey
        self.sequence = sequence
        self.previous = previous
        self.time = time
        self.host = host
        self.kind = kind
        self.heads = heads
        self.body = body
    }
}
