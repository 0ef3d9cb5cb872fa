public import LifeboatCore
public import LifeboatPolicy
internal import LifeboatTiers
internal import LifeboatVault

/// Brings every tier of a policy up to date: the first from the sources, the others from the tier that feeds
/// them.
public struct Protector: Sendable {
    let policy: Policy
    let state: LocalState
    let host: String
    let clock: any WallClock
    let workers: Workers
    let progress: any Progress
    let cancellation: Cancellation
    let settings: CaptureSettings
    let environment: @Sendable (Experiment, JSON) -> CapturedEnvironment?
    /// What stands between this and the stores of the tiers; tests put faults there.
    var wrap: @Sendable (any Store) -> any Store = { $0 }

    /// A protector; `environment` says what an experiment needs to run again, given its training as the
    /// manifest has it. It is asked only for points that are published.
    public init(
        policy: Policy,
        state: LocalState,
        host: String,
        clock: any WallClock,
        workers: Workers,
        progress: any Progress,
        cancellation: Cancellation,
        settings: CaptureSettings = CaptureSettings(),
        environment: @escaping @Sendable (Experiment, JSON) -> CapturedEnvironment? = { _, _ in nil }
    ) {
        self.policy = policy
        self.state = state
        self.host = host
        self.clock = clock
        self.workers = workers
        self.progress = progress
        self.cancellation = cancellation
        self.settings = settings
        self.environment = environment
    }

    /// Runs once. Throws when nothing can be done at all; what fails for one tier or source is a finding, and
    /// the others are still brought up to date.
    public func run() throws -> ProtectResult {
        var result = ProtectResult()
        let registry = state.vaults
        let (made, unreachable) = try TierVault.makeAll(policy, registry: registry, at: clock.now(), wrap)
        result.findings += unreachable
        let vaults = Dictionary(made.map { ($0.tier, $0.vault) }, uniquingKeysWith: { first, _ in first })
        let mender = try Mender(self, vaults)
        try mender.mendFromTiers()
        var newest: [RunID: ProtectResult.Held] = [:]
        for tier in policy.tiers where tier.isWritable {
            guard let vault = vaults[tier.name] else { continue }
            var outcome = ProtectResult.TierOutcome(tier: tier.name, set: vault.marker.set)
            do {
                if let feeder = tier.from {
                    guard let source = vaults[feeder] else {
                        result.findings.append(Self.unfed(tier, feeder))
                        continue
                    }
                    try feed(vault, tier, from: source, mender, newest, &outcome, &result.findings)
                } else {
                    try capture(into: vault, tier, mender, &outcome, &result.findings)
                    for held in outcome.held { newest[held.point.run] = held }
                }
            } catch let error as LifeboatError where error.code != .busy && error.code != .interrupted {
                result.findings.append(Finding("protect.tier-failed", failure: error, path: tier.name))
            }
            result.tiers.append(outcome)
        }
        result.findings += try mender.settle()
        // A tier is looked at for itself and for those that it feeds.
        var seen: Set<Finding> = []
        result.findings.removeAll { !seen.insert($0).inserted }
        return result
    }

    private static func unfed(_ tier: Tier, _ feeder: String) -> Finding {
        Finding(
            "protect.tier-unfed",
            .error,
            path: tier.name,
            "is fed from \(feeder), which cannot be opened",
            hint: "Bring \(feeder) back, or feed \(tier.name) from another tier (`from:`)."
        )
    }

    /// Copies what the tier lacks and its retention would keep.
    private func feed(
        _ vault: Vault,
        _ tier: Tier,
        from source: Vault,
        _ mender: Mender,
        _ newest: [RunID: ProtectResult.Held],
        _ outcome: inout ProtectResult.TierOutcome,
        _ findings: inout [Finding]
    ) throws {
        let there = try vault.points().points
        let (offered, unreadable) = try source.points()
        findings += unreadable
        let have = Set(there.map(\.id))
        let all = there + offered.filter { !have.contains($0.id) }
        let kept = RetentionRule(policy.retention(for: tier), now: clock.now()).kept(all)
        let missing = offered.filter { !have.contains($0.id) && kept.contains($0.id) }
        let writer = try ObjectWriter(vault, damaged: mender.damaged(in: vault))
        let copier = PointCopier(
            from: source,
            to: vault,
            workers: workers,
            progress: progress,
            cancellation: cancellation
        )
        // Of points that are there already, objects that are lost or cut off are copied again.
        let shared = offered.filter { have.contains($0.id) }
        let copied = try copier.copy(missing + shared, there: have, with: writer)
        outcome.bytesRead = copied.bytesRead
        (outcome.bytesStored, outcome.objectsStored) = writer.stored
        findings += copied.findings
        findings += try vault.points().findings
        for held in newest.values.sorted(by: { $0.experiment < $1.experiment })
        where copied.points.contains(held.point.id) {
            outcome.held.append(
                ProtectResult.Held(
                    experiment: held.experiment,
                    point: held.point,
                    isNew: !have.contains(held.point.id),
                    confirmed: held.confirmed
                )
            )
        }
    }
}
