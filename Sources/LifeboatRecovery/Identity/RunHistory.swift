internal import LifeboatCore
internal import LifeboatVault

/// What is known of a directory's past: which run it is, and the newest point of that run in any tier.
struct RunHistory: Sendable {
    /// The run; nil for a directory that no vault and no registry knows.
    let run: RunID?
    /// Its newest point, which the next one follows.
    let newest: Point?
    /// The tree of that point.
    let tree: Tree
    /// Whether the first tier itself holds that point.
    let isInFirst: Bool

    /// Looks the directory up in the registry and, where that knows nothing, in the vaults.
    init(_ origin: Origin, host: String, first: Vault, others: [Vault], registry: RunRegistry) throws {
        let points = try first.points().points
        // A tier that is away now cannot contribute; its points come again when it is back.
        let elsewhere = others.flatMap { (try? $0.points().points) ?? [] }
        let known = try registry.run(of: origin)
        let adopted = (points + elsewhere).filter {
            $0.manifest.host == host && $0.manifest.origin == origin
        }.max { Point.isNewer($1, $0) }
        let run = known ?? adopted?.manifest.run
        let newestHere = points.filter { $0.manifest.run == run }.max { Point.isNewer($1, $0) }
        let newestElsewhere = elsewhere.filter { $0.manifest.run == run }.max { Point.isNewer($1, $0) }
        self.run = run
        if let elsewhere = newestElsewhere, newestHere.map({ Point.isNewer(elsewhere, $0) }) ?? true {
            newest = elsewhere
            isInFirst = false
        } else {
            newest = newestHere
            isInFirst = newestHere != nil
        }
        tree = try Self.tree(newest, [first] + others)
    }

    /// From whichever vault has it whole. An empty tree only means that everything is read again.
    private static func tree(_ point: Point?, _ vaults: [Vault]) throws -> Tree {
        guard let point else { return Tree() }
        return vaults.lazy.compactMap { try? $0.tree(of: point.manifest) }.first ?? Tree()
    }
}
