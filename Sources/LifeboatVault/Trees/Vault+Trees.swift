internal import LifeboatCore

extension Vault {
    /// Every object that a point needs, its listings included. Only the heads of the listings are taken
    /// apart, each held against its digest; `seen` remembers them, since points share most of theirs.
    public func objects(
        of manifest: Manifest,
        seen: inout [ObjectReference: [ObjectReference]]
    ) throws -> Set<ObjectReference> {
        var objects = Set(manifest.listings)
        for listing in manifest.listings {
            if seen[listing] == nil {
                let path = "\(address)/\(VaultFormat.objectKey(listing.name))"
                do {
                    seen[listing] = try Listing.objects(bytes(listing), path: path)
                } catch let error as LifeboatError {
                    throw error.at(path)
                }
            }
            objects.formUnion(seen[listing] ?? [])
        }
        return objects
    }

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
                "the listings hold \(Counted.text(tree.files, "file")); the manifest says \(manifest.files)",
                path: address
            )
        }
        return tree
    }
}
