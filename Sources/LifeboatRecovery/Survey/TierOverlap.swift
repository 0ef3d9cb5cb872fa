public import LifeboatCore
internal import LifeboatFiles
public import LifeboatPolicy

/// A tier whose directory is another directory of the policy, lies in it or holds it, by whatever links and
/// mounts: two copies that are one, or a loss that takes both.
public struct TierOverlap: Sendable, Hashable {
    /// The tier; of two that clash the later one of the policy.
    public let tier: String
    /// The path of the tier.
    public let path: String
    /// As in `is the same directory as tier disk`.
    public let reason: String

    /// Every tier of a policy that clashes with a source or with a tier before it, as the directories are
    /// now.
    public static func all(in policy: Policy) -> [TierOverlap] {
        let mounts = MountTable.current()
        var others = policy.sources.map {
            (title: "source \($0.name)", place: DirectoryPlace($0.path, mounts: mounts))
        }
        var clashes: [TierOverlap] = []
        for tier in policy.tiers {
            guard let path = tier.path else { continue }
            let place = DirectoryPlace(path, mounts: mounts)
            for other in others {
                guard let relation = place.relation(to: other.place) else { continue }
                let reason = "\(words(relation)) \(other.title)"
                clashes.append(TierOverlap(tier: tier.name, path: path, reason: reason))
                break
            }
            others.append(("tier \(tier.name)", place))
        }
        return clashes
    }

    /// For what goes on with the other tiers.
    public var finding: Finding {
        Finding(
            "tier.overlap",
            .error,
            path: path,
            "tier \(tier) \(reason)",
            hint: "See where the links and mounts of both paths lead, and give each tier a directory of its"
                + " own, best on a device of its own."
        )
    }

    /// For `policy check`.
    public func added(to reading: PolicyReading) -> PolicyReading {
        guard let index = reading.policy?.tiers.firstIndex(where: { $0.name == tier }) else { return reading }
        return reading.adding(
            "policy.overlap",
            at: "tiers[\(index)].path",
            "this tier \(reason), by links or mounts",
            hint: "give each tier its own directory, best on a device of its own"
        )
    }

    private static func words(_ relation: DirectoryPlace.Relation) -> String {
        switch relation {
        case .same: "is the same directory as"
        case .inside: "lies inside"
        case .around: "holds"
        }
    }
}
