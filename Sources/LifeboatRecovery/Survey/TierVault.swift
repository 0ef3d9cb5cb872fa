public import LifeboatCore
public import LifeboatPolicy
public import LifeboatVault

/// Opens the vaults of a policy's tiers.
public enum TierVault {
    /// The vault of a tier. Throws `notFound` when there is none.
    public static func open(_ tier: Tier, _ stores: any TierStores) throws -> Vault {
        do { return try Vault(opening: stores.open(tier)) } catch let error as LifeboatError
            where error.code == .notFound
        {
            throw LifeboatError(
                .notFound,
                // That a directory cannot be opened says less than what it would be opened for.
                tier.kind == .directory ? "there is no vault here" : error.message,
                path: error.path,
                hint: (tier.kind == .s3 ? "Are its URL and endpoint right? " : "Is its disk mounted? ")
                    + "If nothing was protected into it yet, `lifeboat protect` makes its vault."
            )
        }
    }

    /// The vault of a tier that this node used before: `marker` is what it said then. None is ever made in
    /// its place: a disk that is not mounted leaves an empty directory behind.
    private static func reopen(_ tier: Tier, _ marker: VaultMarker, _ stores: any TierStores) throws -> Vault
    {
        let path = tier.address
        let remedy = "Is its disk mounted? "
        let vault: Vault
        do { vault = try open(tier, stores) } catch let error as LifeboatError where error.code == .notFound {
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
        stores: any TierStores,
        anew: Set<String> = [],
        at time: Timestamp,
        using random: inout some RandomNumberGenerator
    ) throws -> (made: [(tier: String, vault: Vault)], findings: [Finding]) {
        let known = try registry.all().mapValues(\.marker)
        let clashes = TierOverlap.all(in: policy)
        let tiers = policy.tiers.filter { tier in
            tier.isWritable && !clashes.contains { $0.tier == tier.name }
        }
        let set = set(of: tiers, known, stores) ?? RunID.make(at: time, using: &random).text
        var made: [(tier: String, vault: Vault)] = []
        var places: [VaultRegistry.Place] = []
        var findings = clashes.map(\.finding)
        for tier in tiers {
            do {
                let before = anew.contains(tier.name) ? nil : known[tier.address]
                let vault =
                    try before.map { try reopen(tier, $0, stores) }
                    ?? Vault(making: stores.make(tier), set: set, at: time)
                made.append((tier.name, vault))
                places.append((tier.address, vault.marker))
            } catch {
                findings.append(Finding("tier.unreachable", failure: error, path: tier.name))
            }
        }
        try registry.remember(places)
        return (made, findings)
    }

    /// The set of the first vault that is the one this node knows, else that of one that it knew; nil where
    /// there is none.
    private static func set(of tiers: [Tier], _ known: [String: VaultMarker], _ stores: any TierStores)
        -> String?
    {
        let before = tiers.compactMap { known[$0.address] }
        for tier in tiers {
            // What cannot be opened here is told where it is opened in earnest.
            guard let vault = try? open(tier, stores) else { continue }
            if before.isEmpty || before.contains(vault.marker) { return vault.marker.set }
        }
        return before.first?.set
    }
}
