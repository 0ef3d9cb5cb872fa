internal import LifeboatCore
internal import LifeboatPolicy
internal import LifeboatTiers

/// What the store of a tier was found to do, in words and against what the policy relies on.
struct StoreProbe {
    private let abilities: StoreAbilities?
    let findings: [Finding]

    /// Probes the store. A store that cannot be probed is a finding; the vault in it is made by then.
    init(_ store: any Store, of tier: Tier?, _ policy: Policy) {
        do {
            abilities = try store.probe()
            findings =
                abilities.flatMap { abilities in
                    tier.map { Self.findings(abilities, $0, policy, at: store.address) }
                } ?? []
        } catch {
            abilities = nil
            findings = [Finding("store.probe-failed", failure: error, path: store.address)]
        }
    }

    /// For `--json`; null for a store that needs no probe.
    var json: JSON {
        guard let abilities else { return .null }
        let lock: JSON =
            abilities.objectLock.map {
                ["enabled": .bool($0.isEnabled), "mode": .optional($0.mode), "days": .optional($0.days)]
            } ?? .null
        return [
            "conditionalWrites": Self.answer(abilities.conditionalWrites),
            "checksums": Self.answer(abilities.checksums),
            "versioning": .optional(abilities.versioning?.rawValue),
            "versionListing": Self.answer(abilities.versionListing), "objectLock": lock,
            "deletion": Self.answer(abilities.deletion),
        ]
    }

    /// One line for each thing.
    var lines: [String] {
        guard let abilities else { return [] }
        var lock = Self.word(abilities.objectLock?.isEnabled)
        if let mode = abilities.objectLock?.mode {
            lock += ", new objects in \(mode) mode"
            if let days = abilities.objectLock?.days { lock += " for \(Counted.text(days, "day"))" }
        }
        return [
            "  conditional writes: \(Self.word(abilities.conditionalWrites))",
            "  checksums held against the bytes: \(Self.word(abilities.checksums))",
            "  versioning: \(abilities.versioning?.rawValue ?? "unknown")",
            "  older versions can be listed: \(Self.word(abilities.versionListing))",
            "  Object Lock: \(lock)",
            "  these credentials may delete: \(Self.word(abilities.deletion))",
        ]
    }

    private static func word(_ answer: Bool?) -> String { answer.map { $0 ? "yes" : "no" } ?? "unknown" }

    private static func answer(_ answer: Bool?) -> JSON { answer.map { .bool($0) } ?? .null }

    private static func findings(_ abilities: StoreAbilities, _ tier: Tier, _ policy: Policy, at path: String)
        -> [Finding]
    {
        guard case .s3(let settings) = tier.storage else { return [] }
        var findings: [Finding] = []
        if settings.lock != nil, abilities.objectLock?.isEnabled != true {
            findings.append(
                Finding(
                    "store.no-object-lock",
                    .error,
                    path: path,
                    "tier \(tier.name) asks for `lock`, and its bucket "
                        + (abilities.objectLock == nil ? "does not say whether it has" : "has no")
                        + " Object Lock: its objects are not kept from being deleted",
                    hint: "Make a bucket with Object Lock enabled (for most stores only possible when it is"
                        + " made), or take `lock` out of the tier."
                )
            )
        }
        if abilities.deletion == false, !policy.retention(for: tier).keepsEverything {
            findings.append(
                Finding(
                    "store.no-deletion",
                    .warning,
                    path: path,
                    "the policy lets points of tier \(tier.name) expire, and its credentials may not delete",
                    hint: "Prune with credentials that may, or give the tier a `retention` that keeps all and"
                        + " let the bucket's own rules remove what is old."
                )
            )
        }
        if abilities.versioning == .enabled, abilities.versionListing != true {
            findings.append(
                Finding(
                    "store.versions-unseen",
                    .warning,
                    path: path,
                    "the bucket keeps versions, and these credentials may not list them: what is deleted"
                        + " or overwrites is not read from an older version",
                    hint: "Allow s3:ListBucketVersions and s3:GetObjectVersion."
                )
            )
        }
        return findings
    }
}
