internal import LifeboatCore
public import LifeboatLedger
public import LifeboatVault

/// The ledgers of several vaults and that of this host, read one after the other.
public struct LedgerReading {
    /// What each vault holds, or why that cannot be read.
    public let stores: [Result<LedgerContents, any Error>]
    /// This host's own ledger.
    public let own: LedgerContents?

    /// Reads the vaults, and last this host's own ledger: it has a record before any vault has.
    public init(_ vaults: [Vault], own: () throws -> LedgerContents?) throws {
        stores = vaults.map { vault in Result { try LedgerReader(vault.store).contents() } }
        self.own = try own()
    }
}
