internal import LifeboatVault

/// The points of every tier as they were when a protect began.
struct KnownPoints {
    /// Those of the first tier.
    let first: [Point]
    /// Those of the others that answer; a tier that is away has nothing to say now, and is copied to later.
    let elsewhere: [Point]
    /// All vaults, the first tier's first.
    let vaults: [Vault]

    init(first: Vault, others: [Vault]) throws {
        self.first = try first.points().points
        elsewhere = others.flatMap { (try? $0.points().points) ?? [] }
        vaults = [first] + others
    }
}
