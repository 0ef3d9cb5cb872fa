public import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy
internal import LifeboatTiers
public import LifeboatVault

/// Opens the vaults of a policy's tiers.
public enum TierVault {
    /// The vault of a tier. Throws `notFound` when there is none yet.
    public static func open(_ tier: Tier) throws -> Vault { try Vault(opening: DirectoryStore(path(tier))) }

    /// The vault of a tier, made where there is none. The directory above it must exist: where the vault's
    /// place is itself a directory of a disk that is away, none is made on another disk.
    public static func make(_ tier: Tier, set: String, at time: Timestamp) throws -> Vault {
        try make(tier, set: set, at: time) { $0 }
    }

    private static func make(
        _ tier: Tier,
        set: String,
        at time: Timestamp,
        _ wrap: (any Store) -> any Store
    ) throws -> Vault {
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
        return try Vault(making: wrap(DirectoryStore.make(path)), set: set, at: time)
    }

    /// The vaults of all tiers that can be written, opened or made, in the policy's order and all of one set.
    /// What cannot be opened or made is a finding.
    public static func makeAll(_ policy: Policy, at time: Timestamp) -> (
        made: [(tier: String, vault: Vault)], findings: [Finding]
    ) { makeAll(policy, at: time) { $0 } }

    /// The same with something between the vaults and their stores.
    static func makeAll(
        _ policy: Policy,
        at time: Timestamp,
        _ wrap: (any Store) -> any Store
    ) -> (made: [(tier: String, vault: Vault)], findings: [Finding]) {
        let tiers = policy.tiers.filter(\.isWritable)
        var random = SystemRandomNumberGenerator()
        var set = RunID.make(at: time, using: &random).text
        for tier in tiers {
            // What cannot be opened here is told below, where it is made.
            guard let vault = try? open(tier) else { continue }
            set = vault.marker.set
            break
        }
        var made: [(tier: String, vault: Vault)] = []
        var findings: [Finding] = []
        for tier in tiers {
            do { made.append((tier.name, try make(tier, set: set, at: time, wrap))) } catch {
                findings.append(Finding("tier.unreachable", failure: error, path: tier.name))
            }
        }
        return (made, findings)
    }

    private static func path(_ tier: Tier) throws -> String {
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
