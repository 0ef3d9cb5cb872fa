public import LifeboatCore
public import LifeboatPolicy
public import LifeboatVault

/// Brings every tier of a policy up to date: the first from the sources, the others from the tier that feeds
/// them.
public struct Protector: Sendable {
    let policy: Policy
    let stores: any TierStores
    let state: LocalState
    let host: String
    let clock: any WallClock
    let workers: Workers
    let progress: any Progress
    let cancellation: Cancellation
    let settings: CaptureSettings
    let environment: @Sendable (Experiment, JSON) -> CapturedEnvironment?
    let equip: @Sendable (Tier, Vault) -> Finding?

    /// A protector; `environment` says what an experiment needs to run again, given its training as the
    /// manifest has it. It is asked only for points that are published. `equip` puts into a vault what stands
    /// there beside the points, before any is published, and tells what went wrong.
    public init(
        policy: Policy,
        stores: any TierStores,
        state: LocalState,
        host: String,
        clock: any WallClock,
        workers: Workers,
        progress: any Progress,
        cancellation: Cancellation,
        settings: CaptureSettings = CaptureSettings(),
        environment: @escaping @Sendable (Experiment, JSON) -> CapturedEnvironment? = { _, _ in nil },
        equip: @escaping @Sendable (Tier, Vault) -> Finding? = { _, _ in nil }
    ) {
        self.policy = policy
        self.stores = stores
        self.state = state
        self.host = host
        self.clock = clock
        self.workers = workers
        self.progress = progress
        self.cancellation = cancellation
        self.settings = settings
        self.environment = environment
        self.equip = equip
    }

    /// Runs once. Throws when nothing can be done at all; what fails for one tier or source is a finding, and
    /// the others are still brought up to date. `random` makes the identities of new runs and vaults.
    public func run(using random: inout some RandomNumberGenerator) throws -> ProtectResult {
        var result = ProtectResult()
        try run(&result, using: &random)
        return result
    }

    /// The same for a caller that must know what was done also when an error ends it, `busy` and
    /// `interrupted` above all: what was published by then is in `result`.
    public func run(_ result: inout ProtectResult, using random: inout some RandomNumberGenerator) throws {
        defer {
            // A tier is looked at for itself and for those that it feeds.
            var seen: Set<Finding> = []
            result.findings.removeAll { !seen.insert($0).inserted }
        }
        do { try bringUpToDate(&result, using: &random) } catch let error as LifeboatError {
            result.stopped = error.code
            throw error
        }
    }

    private func bringUpToDate(_ result: inout ProtectResult, using random: inout some RandomNumberGenerator)
        throws
    {
        let began = clock.now()
        let (made, unreachable) = try TierVault.makeAll(
            policy,
            registry: state.vaults,
            stores: stores,
            at: began,
            using: &random
        )
        result.findings += unreachable
        let vaults = Dictionary(made.map { ($0.tier, $0.vault) }, uniquingKeysWith: { first, _ in first })
        var mender = try Mender(self, vaults)
        try mender.mendFromTiers()
        result.findings += policy.tiers.compactMap { tier in vaults[tier.name].flatMap { equip(tier, $0) } }
        var newest: [RunID: ProtectResult.Held] = [:]
        for tier in policy.tiers where tier.isWritable {
            guard let vault = vaults[tier.name] else { continue }
            if let feeder = tier.from, vaults[feeder] == nil {
                result.findings.append(unfed(tier, feeder))
                continue
            }
            var outcome = ProtectResult.TierOutcome(tier: tier.name, marker: vault.marker)
            do {
                if let source = tier.from.flatMap({ vaults[$0] }) {
                    try feed(vault, tier, from: source, mender, newest, began, &outcome, &result.findings)
                } else {
                    try capture(into: vault, tier, mender, began, &outcome, &result.findings, using: &random)
                    for held in outcome.held { newest[held.point.run] = held }
                }
            } catch let error as LifeboatError where error.code == .busy || error.code == .interrupted {
                result.tiers.append(outcome)
                throw error
            } catch {
                result.findings.append(Finding("protect.tier-failed", failure: error, path: tier.name))
            }
            result.tiers.append(outcome)
        }
        result.findings += try mender.settle()
    }

    private func unfed(_ tier: Tier, _ feeder: String) -> Finding {
        let above = policy.tiers.prefix { $0.name != tier.name }
        let hasOther = above.contains { $0.isWritable && $0.name != feeder }
        return Finding(
            "protect.tier-unfed",
            .error,
            path: tier.name,
            "is fed from \(feeder), which cannot be opened",
            hint: "Bring \(feeder) back"
                + (hasOther ? ", or feed \(tier.name) from another tier (`from:`)." : ".")
        )
    }
}
