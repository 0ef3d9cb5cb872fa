public import LifeboatCore
public import LifeboatLedger

/// One sound record of a ledger, as far as a report needs it.
public struct EvidenceItem: Sendable, Hashable {
    /// Who signed it, 32 hexadecimal digits.
    public let signer: String
    /// Its number in the signer's chain, from 1.
    public let sequence: Int
    /// When it was made.
    public let time: Timestamp
    /// The host that made it.
    public let host: String
    /// What it is evidence of.
    public let kind: EvidenceKind
    /// What the operation recorded.
    public let body: JSON

    /// Makes an item.
    public init(
        signer: String,
        sequence: Int,
        time: Timestamp,
        host: String,
        kind: EvidenceKind,
        body: JSON
    ) {
        self.signer = signer
        self.sequence = sequence
        self.time = time
        self.host = host
        self.kind = kind
        self.body = body
    }

    /// A record of a ledger.
    public init(_ record: EvidenceRecord) {
        self.init(
            signer: record.signer.text,
            sequence: record.sequence,
            time: record.time,
            host: record.host,
            kind: record.kind,
            body: record.body
        )
    }

    /// How a report refers to it: `<signer>/<sequence>`.
    public var reference: String { "\(signer)/\(sequence)" }

    /// Oldest first; of one time, by signer and number, so that the order is the same everywhere.
    static func isOlder(_ a: EvidenceItem, _ b: EvidenceItem) -> Bool {
        (a.time, a.signer, a.sequence) < (b.time, b.signer, b.sequence)
    }
}
