internal import ArgumentParser
internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery

/// Which vault a verb looks into: a tier of the policy, or a vault by its path with no policy at all.
struct VaultOptions<Default: TierDefault>: ParsableArguments {
    @Option(name: .long, help: "The tier to use. Default: \(Default.text).")
    var tier: String?

    @Option(
        name: .long,
        help: .init("The path of a vault; no policy is needed then.", valueName: "dir"),
        completion: .directory
    )
    var vault: String?

    func validate() throws {
        if tier != nil, vault != nil { throw ValidationError("Give --tier or --vault, not both.") }
        if vault == "" { throw ValidationError("--vault names no directory: is a variable unset?") }
    }

    /// Every vault that may be meant, in the policy's order; what cannot be opened is a finding. Throws when
    /// none can.
    func open(_ context: Context, _ options: CommonOptions) throws -> (
        vaults: [VaultAccess.Opened], findings: [Finding]
    ) {
        if let vault { return ([try VaultAccess.open(path: vault, context)], []) }
        let policy = try context.policy(options, orVault: true)
        if let tier { return ([try VaultAccess.open(tier: tier, policy, context)], []) }
        var opened: [VaultAccess.Opened] = []
        var findings: [Finding] = []
        for tier in policy.tiers {
            do {
                opened.append(try VaultAccess.open(tier, context))
            } catch {
                findings.append(Finding("tier.unreachable", failure: error, path: tier.name))
            }
        }
        guard !opened.isEmpty else { throw findings.noTier(path: context.policyPath(options)) }
        return (opened, findings)
    }
}
