internal import LifeboatCore
internal import LifeboatVault

/// The points of every tier as they were when a protect began.
struct KnownPoints {
    /// Those of the first tier.
    let first: [Point]
    /// Those of the others that answer; a tier that is away has nothing to say now, and is copied to later.
    let elsewhere: [Point]
    /// All vaults, the first tier's first.
    let vaults: [Vault]

    /// What cannot be read in the first tier, and which others do not answer.
    private(set) var findings: [Finding]

    init(first: Vault, others: [Vault]) throws {
        (self.first, findings) = try first.points()
        var elsewhere: [Point] = []
        for vault in others {
            do { elsewhere += try vault.points().points } catch {
                findings.append(Finding("tier.unreachable", failure: error, path: vault.address))
            }
        }
        self.elsewhere = elsewhere
        vaults = [first] + others
    }

    /// Whether the first tier holds a point of the run that is not among these.
    func isBehind(_ run: RunID) throws -> Bool {
        guard let vault = vaults.first else { return false }
        let known = Set(first.lazy.filter { $0.manifest.run == run }.map(\.reference))
        return try vault.references(of: run).contains { !known.contains($0) && !isUnreadable($0) }
    }

    private func isUnreadable(_ point: PointReference) -> Bool {
        findings.contains { $0.path.hasSuffix(point.key) }
    }

    /// The same, read anew.
    func again() throws -> KnownPoints {
        guard let first = vaults.first else { return self }
        return try KnownPoints(first: first, others: Array(vaults.dropFirst()))
    }
}
