public import LifeboatCore

/// What the verification of all ledgers that were read came to.
public struct EvidenceCheck: Sendable {
    /// How many ledgers were read: this host's own and those of the tiers.
    public let ledgers: Int
    /// How many different records they hold together.
    public let records: Int
    /// Whether the policy pins the keys of its signers.
    public let isPinned: Bool
    /// What is wrong or notable.
    public let findings: [Finding]

    /// Makes a result.
    public init(ledgers: Int, records: Int, isPinned: Bool, findings: [Finding]) {
        self.ledgers = ledgers
        self.records = records
        self.isPinned = isPinned
        self.findings = findings
    }

    /// Nothing was read.
    public static let none = EvidenceCheck(ledgers: 0, records: 0, isPinned: false, findings: [])

    /// Whether no finding is an error.
    public var isGood: Bool { !findings.hasError }
}
