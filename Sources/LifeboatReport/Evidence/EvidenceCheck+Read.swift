internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

extension EvidenceCheck {
    /// Reads the ledgers of all tiers that can be opened, verifies each by itself, and puts their records together.
    ///
    /// Where the policy pins signers, the records of others do not count.
    static func read(
        _ surveys: [TierSurvey],
        own: LedgerContents?,
        trust: [String]
    ) -> (check: EvidenceCheck, items: [EvidenceItem]) {
        var findings: [Finding] = []
        var ledgers = own.map { [$0] } ?? []
        for survey in surveys {
            guard let vault = survey.vault else { continue }
            do { ledgers.append(try LedgerReader(vault.store).contents()) } catch {
                findings.append(Finding("evidence.unreadable", failure: error, path: survey.tier.name))
            }
        }
        let keys = trust.compactMap(PublicKey.init)
        if keys.count < trust.count {
            findings.append(Finding("evidence.trust-invalid", .error, path: "evidence.trust", "holds no valid key"))
        }
        let verifier = LedgerVerifier(trust: keys)
        for contents in ledgers {
            for finding in verifier.verify(contents).findings where !findings.contains(finding) {
                findings.append(finding)
            }
        }
        let trusted = Set(keys.map(\.signer.text))
        var items: [String: EvidenceItem] = [:]
        for record in ledgers.flatMap(\.records) where trust.isEmpty || trusted.contains(record.signer.text) {
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
        return (check, items.values.sorted(by: EvidenceHistory.isOlder))
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
