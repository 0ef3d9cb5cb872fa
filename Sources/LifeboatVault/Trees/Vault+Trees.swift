internal import LifeboatCore

extension Vault {
    /// The tree of a point, every listing held against its digest.
    public func tree(of manifest: Manifest) throws -> Tree {
        var tree = Tree()
        for listing in manifest.listings {
            let path = "\(address)/\(VaultFormat.objectKey(listing.name))"
            do {
                try Listing.read(bytes(listing), path: path, into: &tree)
            } catch let error as LifeboatError {
                throw error.at(path)
            }
        }
        guard tree.files == manifest.files else {
            throw LifeboatError(
                .corrupt,
                "the listings hold \(tree.files) files; the manifest says \(manifest.files)",
                path: address
            )
        }
        return tree
    }
}
