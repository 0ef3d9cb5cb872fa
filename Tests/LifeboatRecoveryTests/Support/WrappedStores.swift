import LifeboatPolicy
import LifeboatRecovery
import LifeboatTiers

/// Directories with something of a test's between them and their vaults.
struct WrappedStores: TierStores {
    let wrap: @Sendable (any Store) -> any Store

    func open(_ tier: Tier) throws -> any Store { try wrap(DirectoryStores().open(tier)) }

    func make(_ tier: Tier) throws -> any Store { try wrap(DirectoryStores().make(tier)) }
}
