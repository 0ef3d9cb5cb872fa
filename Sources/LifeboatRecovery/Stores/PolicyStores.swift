public import LifeboatPolicy
public import LifeboatTiers

/// Opens tiers of every kind that there is a driver for.
public struct PolicyStores: TierStores {
    private let directories: any TierStores
    private let buckets: any TierStores

    /// One driver for each kind.
    public init(directories: any TierStores = DirectoryStores(), buckets: any TierStores) {
        self.directories = directories
        self.buckets = buckets
    }

    /// See `TierStores`.
    public func open(_ tier: Tier) throws -> any Store { try driver(tier).open(tier) }

    /// See `TierStores`.
    public func make(_ tier: Tier) throws -> any Store { try driver(tier).make(tier) }

    private func driver(_ tier: Tier) -> any TierStores { tier.kind == .s3 ? buckets : directories }
}
