internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// `evidence`: the ledger.
struct EvidenceVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Show and verify the signed evidence of what was done.",
        discussion: """
            EXAMPLES
              lifeboat evidence show --tier replica
              lifeboat evidence verify
            """,
        subcommands: [Show.self, Verify.self]
    )

    /// `evidence show`: the records of a tier.
    struct Show: Verb {
        static let configuration = CommandConfiguration(
            abstract: "List the records of a tier's ledger.",
            discussion: """
                EXAMPLES
                  lifeboat evidence show
                  lifeboat evidence show --tier replica --json | jq '.records[].kind'
                """
        )

        @OptionGroup var access: VaultOptions<FirstTier>
        @OptionGroup var options: CommonOptions

        func run(_ context: Context) throws -> ExitStatus {
            let (vaults, _) = try access.open(context, options)
            guard let opened = vaults.first else { return .failed }
            let contents = try LedgerReader(opened.vault.store).contents()
            let records = contents.records
                .sorted { ($0.time, $0.sequence) < ($1.time, $1.sequence) }
            let policy = access.vault == nil ? try context.policy(options) : nil
            let trust = policy?.evidence.trust ?? []
            // All else that may be wrong with a ledger is for `verify`; whose it is belongs to what is shown.
            let findings = LedgerVerifier(trust: trust.compactMap { PublicKey($0) }).verify(contents).findings
                .filter { policy != nil && $0.code == "evidence.signer-not-pinned" }
            let json: JSON = [
                "tier": .string(opened.name), "records": .array(records.map(\.json)),
                "findings": .array(findings.map(\.json)),
            ]
            context.present("evidence-show", options, json: json, findings: findings) {
                var table = TextTable(["TIME", "SIGNER", "NUMBER", "KIND", "HOST", "WHAT"], right: [2])
                for record in records {
                    table.add([
                        record.time.short, record.signer.short, String(record.sequence), record.kind.rawValue,
                        record.host, EvidenceView.summary(record),
                    ])
                }
                return table.text
            }
            return .good
        }
    }

    /// `evidence verify`: proves the ledger.
    struct Verify: Verb {
        static let configuration = CommandConfiguration(
            abstract: "Verify the ledger of a tier: signatures, chains, and that nothing was cut off.",
            discussion: """
                A chain alone cannot show that its end was cut off: heads known from other tiers, from the \
                local outbox, and from --trust-head vouch for it. Exits 2 when the ledger does not verify.

                EXAMPLES
                  lifeboat evidence verify
                  lifeboat evidence verify --trust-head SIGNER:12:DIGEST
                """
        )

        @Option(
            name: .long,
            help: .init(
                "A head that is known from elsewhere, as SIGNER:NUMBER:DIGEST. May be given several times.",
                valueName: "head"
            )
        )
        var trustHead: [String] = []

        @OptionGroup var access: VaultOptions<AllTiers>
        @OptionGroup var options: CommonOptions

        func validate() throws { _ = try trustHead.map(Self.head) }

        func run(_ context: Context) throws -> ExitStatus {
            let policy = access.vault == nil ? try context.policy(options, orVault: true) : nil
            let (vaults, unreachable) = try access.open(context, options)
            // What was published only grows: known before, it is no more than what is found.
            let places = try context.knownVaults()
            let first = try LedgerReading(vaults.map(\.vault), own: context.localLedger)
            var judged = try judge(first, claims: first, vaults, places, policy)
            // Something may have been recorded while this was read: what looks like a loss is read once more.
            if judged.findings.hasError {
                let second = try LedgerReading(vaults.map(\.vault), own: context.localLedger)
                judged = try judge(second, claims: first, vaults, places, policy)
            }
            judged.findings = unreachable + judged.findings
            let json: JSON = [
                "ok": .bool(judged.ok), "records": .number(judged.records),
                "head": ChainHead.json(judged.heads),
                "keys": .object(judged.keys.reduce(into: [:]) { $0["\($1.key)"] = .string("\($1.value)") }),
                "tiers": .array(vaults.map { .string($0.name) }),
                "findings": .array(judged.findings.map(\.json)),
            ]
            context.present("evidence-verify", options, json: json, findings: judged.findings) {
                Self.text(vaults.map(\.name), judged, pinned: policy?.evidence.trust ?? [])
            }
            return judged.ok ? .good : .badVerdict
        }

        /// The verdicts on all ledgers of a reading, each against what `claims` saw in all of them.
        private func judge(
            _ reading: LedgerReading,
            claims: LedgerReading,
            _ vaults: [VaultAccess.Opened],
            _ places: [String: KnownVault],
            _ policy: Policy?
        ) throws -> LedgerVerdict {
            var known = try trustHead.map(Self.head)
            for (opened, contents) in zip(vaults, claims.stores) {
                known += KnownHead.all(try contents.get().heads, origin: "tier \(opened.name)")
            }
            known += KnownHead.all(claims.own?.heads ?? [:], origin: "the local ledger")
            let isWhole = vaults.map { policy?.evidence.to.contains($0.name) ?? true }
            let contents = try reading.stores.map { try $0.get() }
            let elsewhere = EvidenceCheck.elsewhere(
                whole: zip(contents, isWhole).filter(\.1).map(\.0),
                others: zip(contents, isWhole).filter { !$0.1 }.map(\.0)
            )
            var findings: [Finding] = []
            var records = 0
            var heads: [SignerID: ChainHead] = [:]
            var keys: [SignerID: PublicKey] = [:]
            for (index, opened) in vaults.enumerated() {
                let verifier = LedgerVerifier(
                    trust: (policy?.evidence.trust ?? []).compactMap { PublicKey($0) },
                    known: known,
                    publication: EvidenceCheck.publication(
                        of: reading.own,
                        to: opened.vault,
                        at: opened.address,
                        known: places
                    )
                )
                let verdict = verifier.verify(contents[index])
                records = max(records, verdict.records)
                heads.merge(verdict.heads) { $0.sequence >= $1.sequence ? $0 : $1 }
                keys.merge(verdict.keys) { first, _ in first }
                // One chain lies in several tiers: what is said of each is said once.
                findings += verdict.findings.filter { finding in
                    !findings.contains(finding)
                        && !EvidenceCheck.isExcused(
                            finding,
                            in: contents[index],
                            isWhole: isWhole[index],
                            elsewhere
                        )
                }
            }
            return LedgerVerdict(records: records, heads: heads, keys: keys, findings: findings)
        }

        private static func head(_ text: String) throws -> KnownHead {
            let parts = text.split(separator: ":")
            guard parts.count == 3, let signer = SignerID(parts[0]), let number = Int(parts[1]), number > 0,
                let digest = Digest(hex: parts[2])
            else { throw ValidationError("\"\(text)\" is not a head; write it as SIGNER:NUMBER:DIGEST") }
            let head = ChainHead(sequence: number, digest: digest)
            return KnownHead(signer: signer, head: head, origin: "--trust-head")
        }

        private static func text(_ tiers: [String], _ verdict: LedgerVerdict, pinned: [String]) -> String {
            var lines = [
                "\(verdict.ok ? "verified" : "NOT VERIFIED"): \(Counted.text(verdict.records, "record")) in "
                    + tiers.joined(separator: ", ")
            ]
            for (signer, head) in verdict.heads.sorted(by: { $0.key < $1.key }) {
                lines.append("  head \(signer):\(head.sequence):\(head.digest)")
                guard let key = verdict.keys[signer] else { continue }
                lines.append("  key  \(key), \(pinned.contains("\(key)") ? "pinned" : "not pinned")")
            }
            return lines.joined(separator: "\n")
        }
    }
}
