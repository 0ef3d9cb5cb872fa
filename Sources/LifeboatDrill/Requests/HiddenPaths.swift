public import LifeboatPolicy

/// What the drill of a tier must not see.
public enum HiddenPaths {
    /// The sources, the paths of all other tiers, the local state directory and the home directory, where
    /// that is not the root of everything.
    public static func all(of policy: Policy, drilling tier: Tier, state: String, home: String?) -> [String] {
        let others = policy.tiers.filter { $0.name != tier.name }.compactMap(\.path)
        let paths = policy.sources.map(\.path) + others + [state] + [home].compactMap { $0 }
        return paths.filter { $0.contains { $0 != "/" } }
    }
}
