internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatVault

/// Which places a scenario takes away. Where nothing says that a place survives, it counts as gone: a plan
/// must not rest on an assumption.
struct ScenarioDamage: Sendable {
    let scenario: Scenario
    let source: SourceState
    let tiers: [TierState]

    /// Words of a medium, as a policy states it, for what outlives a node it is attached to;
    /// `docs/policy.md` lists them.
    static let lasting: Set<Substring> = [
        "persistent", "network", "nas", "nfs", "nfs4", "smb", "cifs", "lustre", "ceph", "ebs", "efs", "fsx",
        "san", "tape", "object", "remote", "offline",
    ]

    /// Why the run directory is gone; nil when it is still there.
    var sourceReason: String? {
        switch scenario {
        case .instanceLoss: "it was on the node"
        case .regionLoss: "it was in the region"
        case .diskLoss: "it was on the disk"
        case .ransomware: "whoever was on the node could change it"
        case .badCheckpoint: "its newest checkpoint is the bad one"
        case .bucketLoss, .keyLoss: nil
        }
    }

    /// Why the tier is gone; nil when it survives.
    func reason(_ state: TierState) -> String? {
        switch scenario {
        case .instanceLoss: onNode(state)
        case .diskLoss: onDisk(state)
        case .bucketLoss: inBucket(state)
        case .regionLoss: inRegion(state)
        case .ransomware: inReach(state)
        case .keyLoss: needsKey(state)
        case .badCheckpoint: nil
        }
    }

    private func onNode(_ state: TierState) -> String? {
        if case .snapshot(let snapshot) = state.tier.storage {
            return of(snapshot.of, onNode)
        }
        guard state.tier.kind == .directory else { return nil }
        if let device = state.device, device == source.device { return "it is on the disk of the run" }
        if let outlives = state.outlivesInstance { return outlives ? nil : "it lives and dies with the node" }
        guard let medium = state.tier.medium?.lowercased() else {
            return "it is a directory of the node, and the policy states no medium that outlives it"
        }
        // Whole words: a "sandisk" is no "san".
        let words = medium.split { !$0.isLetter && !$0.isNumber }
        return words.contains(where: Self.lasting.contains)
            ? nil : "it is a directory on the node's \(Printable.text(medium))"
    }

    private func onDisk(_ state: TierState) -> String? {
        if case .snapshot(let snapshot) = state.tier.storage { return of(snapshot.of, onDisk) }
        guard let path = state.tier.path else { return nil }
        if path == source.path || path.hasPrefix(source.path + "/") { return "it lies below the run" }
        guard let device = state.device, let lost = source.device else {
            return "nothing tells that it is on another disk than the run"
        }
        return device == lost ? "it is on the same disk as the run" : nil
    }

    /// The bucket of the first object store, the one that is used most, takes every tier in it along.
    private func inBucket(_ state: TierState) -> String? {
        let buckets = tiers.compactMap { Self.bucket($0.tier) }
        guard let lost = buckets.first, Self.bucket(state.tier) == lost else { return nil }
        return "it is in the bucket \(Printable.text(lost))"
    }

    private static func bucket(_ tier: Tier) -> String? {
        guard case .s3(let settings) = tier.storage else { return nil }
        let address = settings.url.split(separator: "/", omittingEmptySubsequences: true)
        return address.count > 1 ? (settings.endpoint ?? "") + String(address[1]) : settings.url
    }

    private func inRegion(_ state: TierState) -> String? {
        if let reason = onNode(state), state.tier.location == nil { return reason }
        if case .snapshot(let snapshot) = state.tier.storage { return of(snapshot.of, inRegion) }
        guard let place = Self.place(state.tier) else { return "nothing tells that it is in another region" }
        guard let lost = source.location ?? tiers.lazy.compactMap({ Self.place($0.tier) }).first else {
            return "nothing tells which region the run was in"
        }
        return place == lost ? "it is in \(Printable.text(lost)) too" : nil
    }

    private static func place(_ tier: Tier) -> String? {
        if let location = tier.location { return location }
        if case .s3(let settings) = tier.storage { return settings.region }
        return nil
    }

    private func inReach(_ state: TierState) -> String? {
        guard state.tier.kind == .s3 else { return "the node could write to it" }
        guard let account = state.tier.account, account != source.account else {
            return "the node's credentials reach it, and the policy states no account of its own"
        }
        return nil
    }

    private func needsKey(_ state: TierState) -> String? {
        guard case .s3(let settings) = state.tier.storage, let encryption = settings.encryption,
            encryption.needsKey
        else { return nil }
        return "it can only be read with the key \(Printable.text(encryption.key ?? "of its account"))"
    }

    private func of(_ name: String, _ judge: (TierState) -> String?) -> String? {
        guard let below = tiers.first(where: { $0.tier.name == name }), below.tier.kind != .snapshot else {
            return "the volume it is a view of is not known"
        }
        return judge(below).map { "it is a view of \(name): \($0)" }
    }
}
