internal import LifeboatCore

/// The check against cutting off the newest records, which a chain by itself cannot show.
struct TailCheck: Sendable {
    private let claims: [SignerID: [KnownHead]]
    private let publication: Publication?
    private let address: String

    /// `known` is what others say about the chains in the store at `address`.
    init(known: [KnownHead], _ publication: Publication?, address: String) {
        claims = Dictionary(grouping: known, by: \.signer)
        self.publication = publication
        self.address = address
    }

    func findings(_ chain: Chain) -> [Finding] {
        let last = chain.links.last?.number ?? 0
        let claims = claims[chain.signer] ?? []
        var findings: [Finding] = []
        var proven = 0
        var doubted: Set<Int> = []
        for claim in claims {
            guard let link = chain.link(claim.head.sequence) else { continue }
            if link.digest == claim.head.digest {
                proven = max(proven, link.number)
            } else if doubted.insert(link.number).inserted {
                findings.append(mismatch(claim, link))
            }
        }
        if let longest = Self.longest(claims), longest.head.sequence > last {
            let short = short(longest, after: chain.links.last, "ends at record \(last)")
            findings.append(short)
            // The outbox itself was just seen to have the same last record.
            if short.severity < .error { proven = last }
        }
        if proven < last { findings.append(unproven(chain, proven, last)) }
        return findings
    }

    /// The chains that others saw and that are not there at all.
    func missing(_ present: Set<SignerID>) -> [Finding] {
        claims.filter { !present.contains($0.key) }.sorted { $0.key < $1.key }.compactMap { _, claims in
            Self.longest(claims).map { short($0, after: nil, "is not there at all") }
        }
    }

    /// Says that a chain is shorter than somebody knows it: cut off, or not published here so far.
    private func short(_ claim: KnownHead, after last: ChainLink?, _ state: String) -> Finding {
        if let publication, publication.isWaiting(claim.signer, after: last, upTo: claim.head) {
            let count = claim.head.sequence - (last?.number ?? 0)
            return Finding(
                "evidence.waiting",
                .warning,
                path: address,
                count == 1
                    ? "1 record of this node is not published here yet"
                    : "\(count) records of this node are not published here yet",
                hint: "`lifeboat protect` publishes \(count == 1 ? "it" : "them")."
            )
        }
        return Finding(
            "evidence.truncated",
            .error,
            path: LedgerKey.chain(claim.signer),
            "the chain \(state); \(claim.origin) knows it up to record \(claim.head.sequence)",
            hint:
                "Run `lifeboat protect` on the node that signs this chain: it publishes what is missing. And"
                + " find out who deleted it."
        )
    }

    private func mismatch(_ claim: KnownHead, _ link: ChainLink) -> Finding {
        Finding(
            "evidence.head-mismatch",
            .error,
            path: link.key,
            "is not the record \(link.number) that \(claim.origin) knows",
            hint: "The chain was written anew from here or earlier: compare it with another tier's."
        )
    }

    private func unproven(_ chain: Chain, _ proven: Int, _ last: Int) -> Finding {
        Finding(
            "evidence.tail-unproven",
            proven == 0 ? .warning : .info,
            path: LedgerKey.record(chain.signer, last),
            "nothing outside this chain knows it beyond record \(proven): "
                + "had newer records than \(last) been removed, this check could not tell",
            hint: "Verify with the heads of another tier, of another signer, or of an earlier verification."
        )
    }

    private static func longest(_ claims: [KnownHead]) -> KnownHead? {
        claims.max { $0.head.sequence < $1.head.sequence }
    }
}
