internal import LifeboatCore

/// How far this node's own chains were published to the store that is verified: tells records that are still
/// to come from records that were deleted.
public struct Publication: Sendable {
    private let outbox: [SignerID: Chain]
    private let published: [String: Int]

    /// `outbox` is this node's own ledger; `published` the newest record of each of its chains, by signer,
    /// that the store is known to have had.
    public init(outbox: LedgerContents, published: [String: Int]) {
        self.outbox = Dictionary(outbox.chains.map { ($0.signer, $0) }, uniquingKeysWith: { a, _ in a })
        self.published = published
    }

    /// Whether a chain that ends with `last` in the store (nil: is not there) and that somebody knows up to
    /// `head` only waits for records that this node has and the store never had.
    func isWaiting(_ signer: SignerID, after last: ChainLink?, upTo head: ChainHead) -> Bool {
        guard let own = outbox[signer], own.link(head.sequence)?.digest == head.digest,
            (published[signer.text] ?? 0) <= (last?.number ?? 0)
        else { return false }
        return last.map { own.link($0.number)?.digest == $0.digest } ?? true
    }
}
