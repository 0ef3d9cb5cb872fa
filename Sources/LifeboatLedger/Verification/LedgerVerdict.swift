public import LifeboatCore

/// What the verification of a ledger came to.
public struct LedgerVerdict: Sendable {
    /// How many record files were looked at.
    public let records: Int
    /// How far each chain reaches, by its newest sound record.
    public let heads: [SignerID: ChainHead]
    /// The key that signed each chain, where a sound record of it names one.
    public let keys: [SignerID: PublicKey]
    /// What is wrong or notable, worst first.
    public var findings: [Finding]

    /// Whether no finding is an error.
    public var ok: Bool { !findings.hasError }

    /// `ok`, `records`, `head` (by signer: sequence and digest) and `findings`, as `evidence verify` prints
    /// them.
    public var json: JSON {
        .object([
            "ok": .bool(ok), "records": .number(records), "head": ChainHead.json(heads),
            "findings": .array(findings.map(\.json)),
        ])
    }

    /// Puts together what was verified, as of several ledgers.
    public init(
        records: Int,
        heads: [SignerID: ChainHead],
        keys: [SignerID: PublicKey],
        findings: [Finding]
    ) {
        self.records = records
        self.heads = heads
        self.keys = keys
        self.findings = findings
    }
}
