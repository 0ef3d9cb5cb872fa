public import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy
internal import LifeboatTiers
public import LifeboatVault

/// Opens the vaults of a policy's tiers.
public enum TierVault {
    /// The vault of a tier. Throws `notFound` when there is none.
    public static func open(_ tier: Tier) throws -> Vault { try open(tier) { $0 } }

    private static func open(_ tier: Tier, _ wrap: (any Store) -> any Store) throws -> Vault {
        do { return try Vault(opening: wrap(DirectoryStore(path(tier)))) } catch let error as LifeboatError
            where error.code == .notFound
        {
            throw LifeboatError(
                .notFound,
                error.message,
                path: error.path,
                hint: "Is its disk mounted? Where there never was a vault, `lifeboat protect` makes it."
            )
        }
    }

    /// Makes the vault of a tier that has none, or opens the one that is there. The directory above it must
    /// exist: where the vault's place is itself a directory of a disk that is away, none is made on another
    /// disk.
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

    /// The vault of a tier that this node used before: `marker` is what it said then. None is ever made in
    /// its place: a disk that is not mounted leaves an empty directory behind.
    private static func reopen(
        _ tier: Tier,
        _ marker: VaultMarker,
        _ wrap: (any Store) -> any Store
    ) throws -> Vault {
        let path = try path(tier)
        let remedy = "Is its disk mounted? "
        let vault: Vault
        do { vault = try open(tier, wrap) } catch let error as LifeboatError where error.code == .notFound {
            throw LifeboatError(
                .notFound,
                "the vault of tier \(tier.name) is not here; this node has used the one made at"
                    + " \(marker.created.short)",
                path: path,
                hint: remedy + "If it is lost, make it anew with `lifeboat vault init \(tier.name)`."
            )
        }
        guard vault.marker == marker else {
            throw LifeboatError(
                .conflict,
                "tier \(tier.name) has another vault here, made at \(vault.marker.created.short); this node"
                    + " has used the one made at \(marker.created.short)",
                path: path,
                hint: remedy + "If this one is to take its place, say so with `lifeboat vault init"
                    + " \(tier.name)`."
            )
        }
        return vault
    }

    /// The vaults of all tiers that can be written, opened or made, in the policy's order and all of one set.
    /// What cannot be opened or made is a finding, and so is a tier that this node used before and whose
    /// vault is not there, except where it is named in `anew`. `random` makes the id of a new set. Throws
    /// when the registry cannot be read or written.
    public static func makeAll(
        _ policy: Policy,
        registry: VaultRegistry,
        anew: Set<String> = [],
        at time: Timestamp,
        using random: inout some RandomNumberGenerator
    ) throws -> (made: [(tier: String, vault: Vault)], findings: [Finding]) {
        try makeAll(policy, registry: registry, anew: anew, at: time, using: &random) { $0 }
    }

    /// The same with something between the vaults and their stores.
    static func makeAll(
        _ policy: Policy,
        registry: VaultRegistry,
        anew: Set<String> = [],
        at time: Timestamp,
        using random: inout some RandomNumberGenerator,
        _ wrap: (any Store) -> any Store
    ) throws -> (made: [(tier: String, vault: Vault)], findings: [Finding]) {
        let known = try registry.markers()
        let clashes = TierClash.all(in: policy)
        let tiers = policy.tiers.filter { tier in
            tier.isWritable && !clashes.contains { $0.tier == tier.name }
        }
        let set = set(of: tiers, known) ?? RunID.make(at: time, using: &random).text
        var made: [(tier: String, vault: Vault)] = []
        var findings = clashes.map(\.finding)
        for tier in tiers {
            do {
                let before = anew.contains(tier.name) ? nil : known[try path(tier)]
                let vault =
                    try before.map { try reopen(tier, $0, wrap) } ?? make(tier, set: set, at: time, wrap)
                made.append((tier.name, vault))
            } catch {
                findings.append(Finding("tier.unreachable", failure: error, path: tier.name))
            }
        }
        try registry.remember(made.map(\.vault))
        return (made, findings)
    }

    /// The set of the first vault that is the one this node knows, else that of one that it knew; nil where
    /// there is none.
    private static func set(of tiers: [Tier], _ known: [String: VaultMarker]) -> String? {
        let before = tiers.compactMap { tier in tier.path.flatMap { known[$0] } }
        for tier in tiers {
            // What cannot be opened here is told where it is opened in earnest.
            guard let vault = try? open(tier) else { continue }
            if before.isEmpty || before.contains(vault.marker) { return vault.marker.set }
        }
        return before.first?.set
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
