/// A head that is known from outside the store that is verified: from local state, another tier, an auditor's
/// file.
public struct KnownHead: Sendable, Hashable {
    /// Whose chain it is.
    public let signer: SignerID
    /// How far it reached at least.
    public let head: ChainHead
    /// Who says so, for messages, as in "tier s3" or "the local ledger".
    public let origin: String

    /// Makes a known head.
    public init(signer: SignerID, head: ChainHead, origin: String) {
        self.signer = signer
        self.head = head
        self.origin = origin
    }

    /// All of `heads`, from one origin.
    public static func all(_ heads: [SignerID: ChainHead], origin: String) -> [KnownHead] {
        heads.sorted { $0.key < $1.key }.map { KnownHead(signer: $0.key, head: $0.value, origin: origin) }
    }
}
