internal import LifeboatCore
internal import LifeboatTiers
internal import LifeboatVault

/// What the points of a vault really hold, every byte read and held against its digest.
struct VaultContents {
    /// The vault.
    let vault: Vault

    /// The vault in the directory `path`.
    init(_ path: String) throws { vault = try Vault(opening: DirectoryStore(path)) }

    /// Every point, newest first within a run. Throws when one cannot be read.
    func points() throws -> [Point] {
        let (points, findings) = try vault.points()
        if let finding = findings.first { throw LifeboatError(.corrupt, finding.message, path: finding.path) }
        return points
    }

    /// The digest of each file of a point, by name.
    func digests(of point: Point) throws -> [String: String] {
        let tree = try vault.tree(of: point.manifest)
        var digests: [String: String] = [:]
        for entry in tree.entries where entry.isFile {
            digests[entry.name.description] = Hasher256.digest(of: try bytes(of: entry, in: tree)).hex
        }
        return digests
    }

    /// The bytes of one file of a point; nil when the point does not have it.
    func bytes(of name: String, in point: PointReference) throws -> [UInt8]? {
        let tree = try vault.tree(of: vault.point(point).manifest)
        guard let entry = tree.entry(FileName(name)), entry.isFile else { return nil }
        return try bytes(of: entry, in: tree)
    }

    private func bytes(of entry: Entry, in tree: Tree) throws -> [UInt8] {
        try entry.pieces.reduce(into: []) { $0 += try vault.bytes($1, of: tree) }
    }
}
