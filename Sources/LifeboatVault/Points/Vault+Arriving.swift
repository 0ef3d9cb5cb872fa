public import LifeboatCore

extension Vault {
    /// Those of `points` that are still on their way here: made after `time`, and some of their objects are
    /// not there yet. Where a store's provider replicates, a manifest may come before its objects.
    ///
    /// An object of another length is damage and no arrival. Without a `time` nothing is on its way.
    public func arriving(_ points: [Point], since time: Timestamp?) throws -> Set<PointID> {
        guard let time else { return [] }
        let young = points.filter { $0.manifest.created > time }
        guard !young.isEmpty else { return [] }
        let objects = try ObjectInventory(self)
        var seen: [ObjectReference: [ObjectReference]] = [:]
        return Set(try young.filter { try isArriving($0, objects, &seen) }.map(\.id))
    }

    private func isArriving(
        _ point: Point,
        _ objects: ObjectInventory,
        _ seen: inout [ObjectReference: [ObjectReference]]
    ) throws -> Bool {
        let listings = point.manifest.listings
        if listings.contains(where: objects.lacks) { return listings.allSatisfy(objects.hasOrLacks) }
        do {
            let needed = try self.objects(of: point.manifest, seen: &seen)
            return needed.contains(where: objects.lacks) && needed.allSatisfy(objects.hasOrLacks)
        } catch let error as LifeboatError where error.code == .corrupt || error.code == .unsupported {
            // A listing that is there and cannot be read is damage; whoever reads the point tells it.
            return false
        }
    }
}
