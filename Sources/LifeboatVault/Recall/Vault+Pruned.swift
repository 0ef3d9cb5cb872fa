public import LifeboatCore
internal import LifeboatTiers

extension Vault {
    /// Says that these points are deleted by intent. To be called before the first of them is deleted; where
    /// the store keeps no versions there is nothing to be told apart.
    public func announcePruning(of points: [PointID]) throws {
        guard store.mayKeepVersions, !points.isEmpty else { return }
        let bytes = PrunedRecord.bytes(points)
        try store.put(PrunedRecord.key(Hasher256.digest(of: bytes)), bytes, .ifAbsent)
    }

    /// The points whose manifests were deleted, are still held as versions, and that nobody pruned.
    func hiddenPoints() throws -> [PointReference] {
        guard recalls else { return [] }
        let hidden = try store.hidden(VaultFormat.pointsPrefix).compactMap { PointReference(key: $0.key) }
        guard !hidden.isEmpty else { return [] }
        let pruned = try prunedPoints()
        return hidden.filter { !pruned.contains($0.id) }
    }

    private func prunedPoints() throws -> Set<PointID> {
        let prefix = PrunedRecord.prefix
        let keys = try store.list(prefix) + store.hidden(prefix)
        var points: Set<PointID> = []
        for facts in keys {
            guard let digest = PrunedRecord.digest(facts.key) else { continue }
            let record = try? fitting(
                facts.key,
                limit: VaultFormat.manifestLimit,
                { Hasher256.digest(of: $0) == digest },
                otherwise: LifeboatError(.corrupt, "is not what its name says", path: facts.key)
            )
            points.formUnion(record.flatMap { PrunedRecord.points($0.bytes) } ?? [])
        }
        return points
    }
}
