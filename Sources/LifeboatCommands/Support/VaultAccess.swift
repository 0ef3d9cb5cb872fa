internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// Opens vaults: tiers of a policy, or vaults by their paths.
enum VaultAccess {
    /// A vault and the name it goes by.
    struct Opened {
        let name: String
        /// The address of its tier as the policy has it, else where it was opened.
        let address: String
        let vault: Vault

        /// The points of an experiment. Throws as `PointChoice` does.
        func choice(of experiment: ExperimentName) throws -> PointChoice {
            let (points, unreadable) = try vault.points()
            return try PointChoice(experiment, in: points, unreadable: unreadable, at: vault.address)
        }
    }

    /// The vault of a tier by its name, or a vault by its path.
    static func open(from text: String, _ policy: Policy?, _ context: Context) throws -> Opened {
        if let policy, policy.tier(named: text) != nil || !isPath(text) {
            return try open(tier: text, policy, context)
        }
        return try open(path: text, context)
    }

    /// Whether `text` is the path of a vault where a tier may be named as well: no tier's name has a `/`.
    static func isPath(_ text: String) -> Bool { text.contains("/") }

    /// The vault of the tier of this name. Throws `usage` when the policy has none.
    static func open(tier name: String, _ policy: Policy, _ context: Context) throws -> Opened {
        try open(tier(name, policy), context)
    }

    /// The vault of a tier.
    static func open(_ tier: Tier, _ context: Context) throws -> Opened {
        Opened(name: tier.name, address: tier.address, vault: try TierVault.open(tier, context.stores))
    }

    /// The tier of this name. Throws `usage` when the policy has none.
    static func tier(_ name: String, _ policy: Policy) throws -> Tier {
        if let tier = policy.tier(named: name) { return tier }
        let names = policy.tiers.map(\.name)
        throw LifeboatError(
            .usage,
            "there is no tier \"\(Printable.text(name))\"",
            hint: Nearest.match(name, in: names).map { "Did you mean \($0)?" }
                ?? "The tiers are \(names.joined(separator: ", "))."
        )
    }

    /// The vault at a path, or at the URL of a bucket.
    static func open(path: String, _ context: Context) throws -> Opened {
        if path.contains("://") {
            let tier = Tier(name: path, storage: .s3(ObjectStoreSettings(url: path)))
            return try open(tier, context)
        }
        let path = context.absolute(path)
        return Opened(name: path, address: path, vault: try Vault(opening: DirectoryStore(path)))
    }
}
