internal import LifeboatCore
public import LifeboatLedger
public import LifeboatPolicy
public import LifeboatVault

extension EvidenceCheck {
    private struct Ledger {
        let origin: String
        let contents: LedgerContents
        /// The heads that were seen in it before the others were read.
        let claims: [SignerID: ChainHead]
        /// Whether every chain is published to it; this host's own ledger holds what this host signed.
        let isWhole: Bool
        /// What of this node's chains it had; nil where this node does not know it.
        let publication: Publication?
    }

    /// Reads the ledgers of all tiers that can be opened, verifies each by itself and against what the others
    /// saw, and puts their records together.
    ///
    /// Where the policy pins signers, the records of others do not count: a forged prune would excuse a loss.
    /// Two records in one place are told as `evidence.forked`. `own` reads this host's own ledger, and
    /// `known` what it knows of its vaults.
    public static func read(
        _ surveys: [TierSurvey],
        own: () throws -> LedgerContents?,
        known: () throws -> [String: KnownVault] = { [:] },
        settings: EvidenceSettings
    ) throws -> (check: EvidenceCheck, items: [EvidenceItem]) {
        let vaults = surveys.compactMap { survey in
            survey.vault.map { (tier: survey.tier.name, address: survey.tier.address, vault: $0) }
        }
        return try read(vaults, own: own, known: known, settings: settings)
    }

    /// How far `own`, this host's own ledger, was published to the vault of the tier at `address`; nil where
    /// this host does not know that vault, and everything it lacks may have been deleted.
    public static func publication(
        of own: LedgerContents?,
        to vault: Vault,
        at address: String,
        known: [String: KnownVault]
    ) -> Publication? {
        guard let own, let there = known[address], there.marker == vault.marker else { return nil }
        return Publication(outbox: own, published: there.published)
    }

    /// A vault that is open, the name of its tier and the address that the policy has for it.
    public typealias Place = (tier: String, address: String, vault: Vault)

    /// The same for vaults that are open already.
    ///
    /// Others may record something meanwhile, and one tier is read before it and the next one after it. So
    /// what looks like a loss is read once more, and held against what was there the first time.
    public static func read(
        _ vaults: [Place],
        own: () throws -> LedgerContents?,
        known: () throws -> [String: KnownVault] = { [:] },
        settings: EvidenceSettings
    ) throws -> (check: EvidenceCheck, items: [EvidenceItem]) {
        // What was published only grows: known before, it is no more than what is found.
        let known = try known()
        let first = try LedgerReading(vaults.map(\.vault), own: own)
        let judged = judge(first, claims: first, vaults, known, settings)
        if judged.check.isGood { return judged }
        let second = try LedgerReading(vaults.map(\.vault), own: own)
        return judge(second, claims: first, vaults, known, settings)
    }

    private static func judge(
        _ reading: LedgerReading,
        claims: LedgerReading,
        _ vaults: [Place],
        _ known: [String: KnownVault],
        _ settings: EvidenceSettings
    ) -> (check: EvidenceCheck, items: [EvidenceItem]) {
        var findings: [Finding] = []
        let trust = settings.trust
        var ledgers: [Ledger] = []
        if let own = reading.own {
            ledgers.append(
                Ledger(
                    origin: "the local ledger",
                    contents: own,
                    claims: claims.own?.heads ?? [:],
                    isWhole: false,
                    publication: nil
                )
            )
        }
        for (index, (name, address, vault)) in vaults.enumerated() {
            do {
                ledgers.append(
                    Ledger(
                        origin: "tier \(name)",
                        contents: try reading.stores[index].get(),
                        claims: (try? claims.stores[index].get())?.heads ?? [:],
                        isWhole: settings.to.contains(name),
                        publication: publication(of: reading.own, to: vault, at: address, known: known)
                    )
                )
            } catch {
                findings.append(Finding("evidence.unreadable", failure: error, path: name))
            }
        }
        let keys = trust.compactMap(PublicKey.init)
        if keys.count < trust.count {
            findings.append(
                Finding("evidence.trust-invalid", .error, path: "evidence.trust", "holds no valid key")
            )
        }
        for (index, ledger) in ledgers.enumerated() {
            let verifier = LedgerVerifier(
                trust: keys,
                known: heads(knownTo: ledger, index, of: ledgers),
                publication: ledger.publication
            )
            let told = verifier.verify(ledger.contents).findings.filter { !isOfAnother($0, than: ledger) }
            for finding in told where !findings.contains(finding) { findings.append(finding) }
        }
        let trusted = Set(keys.map(\.signer.text))
        var items: [String: EvidenceItem] = [:]
        for record in ledgers.flatMap(\.contents.records)
        where trust.isEmpty || trusted.contains(record.signer.text) {
            let item = EvidenceItem(record)
            if let other = items.updateValue(item, forKey: item.reference), other != item {
                findings.append(forked(item))
            }
        }
        let check = EvidenceCheck(
            ledgers: ledgers.count,
            records: items.count,
            isPinned: !trust.isEmpty,
            findings: findings
        )
        return (check, items.values.sorted(by: EvidenceItem.isOlder))
    }

    /// Whether a finding misses a chain that this ledger never had to hold: this host's own ledger holds what
    /// this host signed with the key it has now, and its records name the chains of others all the same.
    private static func isOfAnother(_ finding: Finding, than ledger: Ledger) -> Bool {
        guard !ledger.isWhole, finding.path.hasPrefix(VaultFormat.evidencePrefix) else { return false }
        let signer = finding.path.split(separator: "/").dropFirst().first
        return !ledger.contents.chains.contains { $0.signer.text == signer.map(String.init) }
    }

    /// The heads that others saw of the chains that this ledger is to hold.
    private static func heads(knownTo ledger: Ledger, _ index: Int, of ledgers: [Ledger]) -> [KnownHead] {
        let present = Set(ledger.contents.chains.map(\.signer))
        return ledgers.enumerated().filter { $0.offset != index }.flatMap { _, other in
            KnownHead.all(other.claims, origin: other.origin)
                .filter { ledger.isWhole || present.contains($0.signer) }
        }
    }

    private static func forked(_ item: EvidenceItem) -> Finding {
        Finding(
            "evidence.forked",
            .error,
            path: item.reference,
            "two ledgers hold different records in this place, both signed",
            hint: "Somebody rewrote the chain with its key, or two hosts sign with one key."
        )
    }
}
