public import LifeboatCore
public import LifeboatPolicy
internal import LifeboatVault

/// Applies the retention of a policy to its tiers, one after the other.
public struct Pruner: Sendable {
    private let policy: Policy
    private let stores: any TierStores
    private let state: LocalState
    private let clock: any WallClock
    private let cancellation: Cancellation
    private let announce: @Sendable ([JSON]) throws -> [Finding]

    /// A pruner; the locks that it takes lie in `state`. `announce` is told what is to go, tier by tier and
    /// in the form of `PruneResult.deleted`, before the first of it goes: a prune that is killed must not
    /// look like a loss.
    public init(
        policy: Policy,
        stores: any TierStores,
        state: LocalState,
        clock: any WallClock,
        cancellation: Cancellation,
        announce: @escaping @Sendable ([JSON]) throws -> [Finding] = { _ in [] }
    ) {
        self.policy = policy
        self.stores = stores
        self.state = state
        self.clock = clock
        self.cancellation = cancellation
        self.announce = announce
    }

    /// Plans for each of `tiers` and, unless it is a dry run, deletes. A tier is planned under the lock under
    /// which it is pruned: what another prune or a collection does meanwhile is no longer as it was.
    ///
    /// Throws `busy` and `interrupted`; `result` then tells what was deleted before. What fails for one tier
    /// is a finding.
    public func run(_ tiers: [Tier], isDryRun: Bool, _ result: inout PruneResult) throws {
        // The retention of one must not reach into the vault of another.
        let clashes = TierOverlap.all(in: policy).filter { clash in tiers.contains { $0.name == clash.tier } }
        result.findings += clashes.map(\.finding)
        for tier in tiers where !clashes.contains(where: { $0.tier == tier.name }) {
            do { try prune(tier, isDryRun: isDryRun, &result) } catch let error as LifeboatError
                where error.code == .busy || error.code == .interrupted
            { throw error } catch {
                result.findings.append(Finding("prune.tier-failed", failure: error, path: tier.name))
            }
        }
    }

    private func prune(_ tier: Tier, isDryRun: Bool, _ result: inout PruneResult) throws {
        let vault = try TierVault.open(tier, stores)
        let lock = isDryRun ? nil : try state.lock(vault.address, purpose: "pruning \(tier.name)")
        defer { withExtendedLifetime(lock) {} }
        let plan = try PrunePlan(tier, vault, retention: policy.retention(for: tier), now: clock.now())
        result.plans.append(plan)
        if isDryRun || plan.doomed.isEmpty { return }
        result.findings += try announce(plan.announced)
        try plan.execute(cancellation: cancellation, deleted: &result.deleted)
    }
}
