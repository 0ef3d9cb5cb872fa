public import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy
internal import LifeboatTiers
public import LifeboatVault

/// Opens the vaults of a policy's tiers.
public enum TierVault {
    /// The vault of a tier. Throws `notFound` when there is none yet.
    public static func open(_ tier: Tier) throws -> Vault { try Vault(opening: DirectoryStore(path(tier))) }

    /// The vault of a tier, made where there is none. The directory above it must exist: a vault is not made
    /// on the disk below a mount point whose own disk is away.
    public static func make(_ tier: Tier, set: String, at time: Timestamp) throws -> Vault {
        let path = try path(tier)
        let above = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        do { _ = try Directory(above.isEmpty ? "/" : String(above)) } catch let error as LifeboatError {
            throw LifeboatError(
                error.code,
                "tier \(tier.name) cannot be made: the directory above it cannot be opened (\(error.message))",
                path: path,
                hint: "Mount the disk, or make that directory first."
            )
        }
        return try Vault(making: DirectoryStore.make(path), set: set, at: time)
    }

    private static func path(_ tier: Tier) throws -> String {
        guard let path = tier.path else {
            throw LifeboatError(.unsupported, "tier \(tier.name) is of a kind that is not built yet", path: tier.name)
        }
        return path
    }
}
