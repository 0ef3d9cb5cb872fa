internal import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy
public import LifeboatTiers

/// Opens tiers that are directories, and refuses others.
public struct DirectoryStores: TierStores {
    /// Directories need nothing.
    public init() {}

    /// See `TierStores`.
    public func open(_ tier: Tier) throws -> any Store { try DirectoryStore(path(tier)) }

    /// See `TierStores`. The directory above must exist: where the vault's place is itself a directory of a
    /// disk that is away, none is made on another disk.
    public func make(_ tier: Tier) throws -> any Store {
        let path = try path(tier)
        let above = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        do { _ = try Directory(above.isEmpty ? "/" : String(above)) } catch let error as LifeboatError {
            throw LifeboatError(
                error.code,
                "tier \(tier.name) cannot be made: the directory above it cannot be opened"
                    + " (\(error.message))",
                path: path,
                hint: "Mount the disk, or make that directory first."
            )
        }
        return try DirectoryStore.make(path)
    }

    private func path(_ tier: Tier) throws -> String {
        guard let path = tier.path else {
            throw LifeboatError(
                .unsupported,
                "tier \(tier.name) is of a kind that is not built yet",
                path: tier.name
            )
        }
        return path
    }
}
