internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatTiers
internal import LifeboatVault

/// Writes again what a check found damaged in the vaults of a policy: before a protect from the other tiers,
/// while it runs from the sources, and afterwards it says what is still damaged.
struct Mender {
    let protector: Protector
    let vaults: [String: Vault]
    private(set) var damage: [String: VaultDamage]
    /// Why a tier did not take what others have whole.
    private var obstacles: [String: LifeboatError] = [:]

    /// Reads what is known to be damaged. Throws when the registry cannot be read.
    init(_ protector: Protector, _ vaults: [String: Vault]) throws {
        self.protector = protector
        self.vaults = vaults
        damage = try protector.state.damage.all()
    }

    /// The objects of a vault that must not be relied on.
    func damaged(in vault: Vault) -> Set<Digest> { damage[vault.address]?.names ?? [] }

    /// Brings back from older versions and from the other tiers, each byte held against its digest, what they
    /// have whole.
    mutating func mendFromTiers() throws {
        for tier in protector.policy.tiers {
            guard let vault = vaults[tier.name], let damage = damage[vault.address] else { continue }
            let others = protector.policy.tiers.filter { $0.name != tier.name }.compactMap {
                vaults[$0.name]
            }
            var failures: [LifeboatError?] = []
            let last = try Self.failure {
                let writer = try ObjectWriter(vault, damaged: damage.names)
                for object in damage.objects.sorted(by: { $0.name < $1.name }) {
                    try protector.cancellation.check()
                    guard let bytes = Self.bytes(of: object, in: [vault] + others) else { continue }
                    let failure = try Self.failure {
                        try bytes.withUnsafeBytes { try writer.store($0, as: object) }
                    }
                    failures.append(failure)
                }
                try vault.reinstate(damage.points)
                for other in others { try copy(damage.points, of: tier, from: other, to: vault, writer) }
            }
            obstacles[tier.name] = (failures + [last]).compactMap { $0 }.first
        }
    }

    /// What could not be written is still damaged in the end, and told then with the first reason.
    private static func failure(of work: () throws -> Void) throws -> LifeboatError? {
        do { try work() } catch let error as LifeboatError
            where error.code != .interrupted && error.code != .busy
        { return error }
        return nil
    }

    /// From the first that has it whole, the vault's own older versions among them; one that has not is no
    /// help, whatever the reason.
    private static func bytes(of object: ObjectReference, in vaults: [Vault]) -> [UInt8]? {
        for vault in vaults { if let bytes = try? vault.bytes(object) { return bytes } }
        return nil
    }

    /// Points that the retention of the tier would delete are left as they are.
    private func copy(
        _ ids: Set<PointID>,
        of tier: Tier,
        from other: Vault,
        to vault: Vault,
        _ writer: ObjectWriter
    ) throws {
        guard !ids.isEmpty, let there = try? vault.points().points, let offered = try? other.points().points
        else { return }
        let have = Set(there.map(\.id))
        let lost = offered.filter { ids.contains($0.id) && !have.contains($0.id) }
        let rule = RetentionRule(protector.policy.retention(for: tier), now: protector.clock.now())
        let kept = rule.kept(there + lost)
        let copier = PointCopier(
            from: other,
            to: vault,
            workers: protector.workers,
            progress: protector.progress,
            cancellation: protector.cancellation
        )
        // What this tier could not give is told at the end, if nobody could.
        var outcome = PointCopier.Outcome()
        try copier.copy(lost.filter { kept.contains($0.id) }, with: writer, &outcome)
    }

    /// Looks at everything once more, remembers what is still damaged, and says so.
    func settle() throws -> [Finding] {
        var findings: [Finding] = []
        for tier in protector.policy.tiers {
            guard let vault = vaults[tier.name], let before = damage[vault.address] else { continue }
            var rest = VaultDamage()
            let standing = vault.asItStands
            for object in before.objects {
                try protector.cancellation.check()
                if (try? standing.bytes(object)) == nil { rest.objects.insert(object) }
            }
            let whole = Set((try? standing.points().points.map(\.id)) ?? [])
            rest.points = before.points.subtracting(whole)
            // A check may have found more in the meantime: only what was mended is taken out.
            let mended = before.subtracting(rest)
            try protector.state.damage.change(vault.address) { $0.subtracting(mended) }
            if !rest.isNone { findings.append(finding(tier.name, vault, rest)) }
        }
        return findings
    }

    private func finding(_ tier: String, _ vault: Vault, _ rest: VaultDamage) -> Finding {
        let lost = [
            rest.objects.isEmpty ? nil : Counted.text(rest.objects.count, "object"),
            rest.points.isEmpty ? nil : Counted.text(rest.points.count, "point"),
        ].compactMap { $0 }.joined(separator: " and ")
        let reason = obstacles[tier].map { error in
            (error.path.map { "\($0): " } ?? "") + error.message
        }
        return Finding(
            "protect.not-mended",
            .error,
            path: vault.address,
            "tier \(tier) still lacks \(lost) that a check found damaged or missing: "
                + (reason ?? "no source and no other tier has them whole"),
            hint: reason == nil
                ? "Bring back a tier that still has them. `lifeboat vault check --read-data --tier \(tier)`"
                    + " tells which points that concerns, and notes when retention has pruned them."
                : obstacles[tier]?.hint
                    ?? "Remove what is in the way, and run `lifeboat protect` again."
        )
    }
}
