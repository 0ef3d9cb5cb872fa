internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// Which vault a verb looks into: a tier of the policy, or a vault by its path with no policy at all.
struct VaultAccess: ParsableArguments {
    @Option(name: .long, help: "The tier to use. Default: the first that answers.")
    var tier: String?

    @Option(
        name: .long,
        help: .init("The path of a vault; no policy is needed then.", valueName: "dir"),
        completion: .directory
    )
    var vault: String?

    func validate() throws {
        if tier != nil, vault != nil { throw ValidationError("Give --tier or --vault, not both.") }
    }

    /// A vault and the name it goes by.
    struct Opened {
        let name: String
        let vault: Vault
    }

    /// Every vault that may be meant, in the policy's order; what cannot be opened is a finding. Throws when
    /// none can.
    func open(_ context: Context, _ options: CommonOptions) throws -> (vaults: [Opened], findings: [Finding])
    {
        if let vault { return ([try Self.open(path: vault, context)], []) }
        let policy = try context.policy(options)
        if let tier { return ([try Self.open(tier: tier, policy, context)], []) }
        var opened: [Opened] = []
        var findings: [Finding] = []
        for tier in policy.tiers {
            do {
                opened.append(Opened(name: tier.name, vault: try TierVault.open(tier, context.stores)))
            } catch {
                findings.append(Finding("tier.unreachable", failure: error, path: tier.name))
            }
        }
        guard !opened.isEmpty else {
            throw LifeboatError(
                .notFound,
                "no tier can be opened: "
                    + findings.map { "\($0.path): \($0.message)" }.joined(separator: "; "),
                path: context.policyPath(options),
                hint: "Run `lifeboat protect` first, or mount the disks of the tiers."
            )
        }
        return (opened, findings)
    }

    /// The vault of a tier by its name, or a vault by its path.
    static func open(from text: String, _ policy: Policy?, _ context: Context) throws -> Opened {
        if let policy, policy.tier(named: text) != nil { return try open(tier: text, policy, context) }
        if policy == nil || text.contains("/") { return try open(path: text, context) }
        return Opened(name: text, vault: try TierVault.open(tier(text, policy), context.stores))
    }

    private static func open(tier name: String, _ policy: Policy, _ context: Context) throws -> Opened {
        Opened(name: name, vault: try TierVault.open(tier(name, policy), context.stores))
    }

    /// The tier of this name. Throws `usage` when the policy has none.
    static func tier(_ name: String, _ policy: Policy?) throws -> Tier {
        if let tier = policy?.tier(named: name) { return tier }
        let names = policy?.tiers.map(\.name) ?? []
        throw LifeboatError(
            .usage,
            "there is no tier \"\(name)\"",
            hint: Nearest.match(name, in: names).map { "Did you mean \($0)?" }
                ?? "The tiers are \(names.joined(separator: ", "))."
        )
    }

    private static func open(path: String, _ context: Context) throws -> Opened {
        if path.contains("://") {
            let tier = Tier(name: path, storage: .s3(ObjectStoreSettings(url: path)))
            return Opened(name: path, vault: try TierVault.open(tier, context.stores))
        }
        let path = context.absolute(path)
        return Opened(name: path, vault: try Vault(opening: DirectoryStore(path)))
    }
}
