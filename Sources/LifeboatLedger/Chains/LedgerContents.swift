internal import LifeboatCore

/// Everything that one store holds as evidence.
public struct LedgerContents: Sendable {
    /// The path or URL of the store.
    public let address: String
    /// The chains, by signer.
    public let chains: [Chain]
    /// Keys below `evidence/` that are no records.
    public let strays: [String]
    /// Keys of records that were deleted or overwritten, and were read from older versions.
    public let recalled: [String]

    /// The heads of all chains, each its newest sound record.
    public var heads: [SignerID: ChainHead] {
        chains.reduce(into: [:]) { heads, chain in heads[chain.signer] = chain.head }
    }

    /// All sound records, oldest first; of one time, by signer and number.
    public var records: [EvidenceRecord] {
        chains.flatMap(\.records).sorted { a, b in
            (a.time, a.signer, a.sequence) < (b.time, b.signer, b.sequence)
        }
    }

    init(address: String, chains: [Chain], strays: [String], recalled: [String] = []) {
        self.address = address
        self.chains = chains
        self.strays = strays
        self.recalled = recalled
    }
}
