public import LifeboatCore
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
        let elsewhere = elsewhere(
            whole: ledgers.filter(\.isWhole).map(\.contents),
            others: ledgers.filter { !$0.isWhole }.map(\.contents)
        )
        for (index, ledger) in ledgers.enumerated() {
            let verifier = LedgerVerifier(
                trust: keys,
                known: heads(knownTo: ledger, index, of: ledgers),
                publication: ledger.publication
            )
            let told = verifier.verify(ledger.contents).findings.filter {
                !isExcused($0, in: ledger.contents, isWhole: ledger.isWhole, elsewhere)
            }
            for finding in told where !findings.contains(finding) { findings.append(finding) }
        }
        let items = items(of: ledgers, trust: trust.isEmpty ? nil : Set(keys.map(\.signer)), &findings)
        let check = EvidenceCheck(
            ledgers: ledgers.count,
            records: items.count,
            isPinned: !trust.isEmpty,
            findings: findings
        )
        return (check, items)
    }

    /// The records of all ledgers, each once and oldest first; those of signers that are not in `trust` do
    /// not count.
    private static func items(of ledgers: [Ledger], trust: Set<SignerID>?, _ findings: inout [Finding])
        -> [EvidenceItem]
    {
        var items: [String: EvidenceItem] = [:]
        for record in ledgers.flatMap(\.contents.records) where trust?.contains(record.signer) ?? true {
            let item = EvidenceItem(record)
            if let other = items.updateValue(item, forKey: item.reference), other != item {
                findings.append(forked(item))
            }
        }
        return items.values.sorted(by: EvidenceItem.isOlder)
    }

    /// The signers whose chains lie in `others` alone, and in none of the ledgers that every chain of this
    /// policy is published to: they sign by another policy, as the writer's beside a reader's.
    public static func elsewhere(whole: [LedgerContents], others: [LedgerContents]) -> Set<SignerID> {
        Set(others.flatMap { $0.chains.map(\.signer) }).subtracting(whole.flatMap { $0.chains.map(\.signer) })
    }

    /// Whether a finding misses a chain that this ledger never had to hold.
    ///
    /// One to which not every chain is published, as this host's own, holds some, and its records name the
    /// chains of others all the same. A whole one lacks what is published `elsewhere`.
    public static func isExcused(
        _ finding: Finding,
        in ledger: LedgerContents,
        isWhole: Bool,
        _ elsewhere: Set<SignerID>
    ) -> Bool {
        guard finding.path.hasPrefix(VaultFormat.evidencePrefix),
            let signer = finding.path.split(separator: "/").dropFirst().first.flatMap({ SignerID($0) }),
            !ledger.chains.contains(where: { $0.signer == signer })
        else { return false }
        return !isWhole || elsewhere.contains(signer)
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
