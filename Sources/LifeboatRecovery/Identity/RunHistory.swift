internal import LifeboatCore
internal import LifeboatVault

/// What is known of a directory's past: which run it is, and the newest point of that run in any tier.
struct RunHistory {
    /// The run; nil for a directory that no vault and no registry knows.
    let run: RunID?
    /// Its newest point, which the next one follows.
    let newest: Point?
    /// Whether the first tier itself holds that point.
    let isInFirst: Bool
    private let vaults: [Vault]

    /// Looks the directory up in the registry and, where that knows nothing, in the vaults.
    init(_ origin: Origin, host: String, _ known: KnownPoints, registry: RunRegistry, at now: Timestamp)
        throws
    {
        let all = known.first + known.elsewhere
        let adopted = all.filter { $0.manifest.host == host && $0.manifest.origin == origin }
            .max { Point.isNewer($1, $0) }
        let run = try registry.run(of: origin) ?? adopted?.manifest.run
        // A point that none can be newer than is no parent: the run goes on from the one before.
        let newest = all.filter { $0.manifest.run == run && $0.manifest.canBeFollowed(at: now) }
            .max { Point.isNewer($1, $0) }
        self.run = run
        self.newest = newest
        isInFirst = known.first.contains { $0.id == newest?.id }
        vaults = known.vaults
    }

    /// The tree of the newest point, from whichever vault has it whole. An empty one only means that
    /// everything is read again.
    func tree() throws -> Tree {
        guard let newest else { return Tree() }
        for vault in vaults {
            if let tree = try? vault.tree(of: newest.manifest) { return tree }
        }
        return Tree()
    }
}
