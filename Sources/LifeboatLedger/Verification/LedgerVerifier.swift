internal import LifeboatCore

/// Proves a ledger, offline and from what was read alone: every record is whole, signed, in its place and
/// chained to the one before, the signers are the pinned ones, and no chain is shorter than somebody saw it.
public struct LedgerVerifier: Sendable {
    private let trust: Set<PublicKey>
    private let known: [KnownHead]
    private let publication: Publication?

    /// With an empty `trust` every signer is accepted, and a warning says so. `known` are heads from
    /// elsewhere; `publication` what of this node's own chains the store had.
    public init(trust: [PublicKey] = [], known: [KnownHead] = [], publication: Publication? = nil) {
        self.publication = publication
        self.trust = Set(trust)
        self.known = known
    }

    /// Every problem of `contents`; pure.
    public func verify(_ contents: LedgerContents) -> LedgerVerdict {
        var findings = contents.strays.map {
            Finding("evidence.stray", .warning, path: $0, "is no record", hint: "Find out who put it there.")
        }
        findings += [Self.hidden(contents)].compactMap { $0 }
        let claims = TailCheck(
            known: known + contents.chains.filter(isTrusted).flatMap(Self.witnessed),
            publication,
            address: contents.address
        )
        for chain in contents.chains {
            findings += chain.links.flatMap(\.problems)
            findings += ChainCheck.findings(chain)
            findings += trustFindings(chain)
            findings += claims.findings(chain)
        }
        let present = Set(contents.chains.map(\.signer))
        findings += claims.missing(present) + missingPins(present)
        if contents.chains.isEmpty, findings.isEmpty {
            findings.append(Finding("evidence.none", .warning, path: contents.address, "holds no evidence"))
        }
        return LedgerVerdict(
            records: contents.chains.map(\.links.count).reduce(0, +),
            heads: contents.heads,
            keys: contents.chains.reduce(into: [:]) { $0[$1.signer] = $1.records.first?.publicKey },
            findings: findings.enumerated()
                .sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
                .map(\.element)
        )
    }

    private static func hidden(_ contents: LedgerContents) -> Finding? {
        guard let first = contents.recalled.first else { return nil }
        return Finding(
            "evidence.hidden",
            .error,
            path: contents.address,
            "\(Counted.text(contents.recalled.count, "record"))"
                + (contents.recalled.count == 1 ? " was" : " were")
                + " deleted or overwritten, as \(first); older versions that are signed are read instead",
            hint: "Find out who did it. The next `lifeboat protect` publishes this node's own records again."
        )
    }

    private var trustedSigners: Set<SignerID> { Set(trust.map(\.signer)) }

    private func isTrusted(_ chain: Chain) -> Bool { trust.isEmpty || trustedSigners.contains(chain.signer) }

    private func trustFindings(_ chain: Chain) -> [Finding] {
        let key = chain.records.first.map { "\"\($0.publicKey)\"" } ?? "its key"
        let path = LedgerKey.chain(chain.signer)
        if trust.isEmpty {
            return [
                Finding(
                    "evidence.signer-not-pinned",
                    .warning,
                    path: path,
                    "the policy pins no key: anybody's chain would be accepted",
                    hint: "Check that the key is yours, then add \(key) to evidence.trust."
                )
            ]
        }
        if isTrusted(chain) { return [] }
        return [
            Finding(
                "evidence.signer-untrusted",
                .error,
                path: path,
                "the key of this chain is not among those in evidence.trust",
                hint: "Add \(key) if it is yours; if not, somebody else writes into this vault."
            )
        ]
    }

    private func missingPins(_ present: Set<SignerID>) -> [Finding] {
        trustedSigners.subtracting(present).sorted().map {
            Finding(
                "evidence.chain-missing",
                .warning,
                path: LedgerKey.chain($0),
                "evidence.trust pins this key, and this store holds no record of it",
                hint: "If the node has recorded anything, its chain was removed or never published here."
            )
        }
    }

    /// What the sound records of a chain say about the chains of others.
    private static func witnessed(_ chain: Chain) -> [KnownHead] {
        chain.records.flatMap { record in
            KnownHead.all(record.heads, origin: "record \(record.sequence) of signer \(chain.signer.short)")
        }
    }
}
