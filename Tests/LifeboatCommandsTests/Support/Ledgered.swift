internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// What the evidence accounts for.
enum Ledgered {
    /// Expects that every tier holds exactly the points that records say were published there and not pruned.
    static func expectAccount(
        of experiments: [String],
        at site: Site,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for tier in site.tiers {
            var held: Set<String> = []
            for name in experiments {
                let list = CommandRun(["ls", "train/\(name)", "--tier", tier, "--json"], at: site)
                // A tier without a vault, or without a point of the run, holds nothing.
                guard list.status == 0 else { continue }
                let points = try list.document()["points"]?.arrayValue ?? []
                held.formUnion(points.compactMap { $0["point"]?.stringValue })
            }
            let bodies = try records(at: site)
            let published = bodies.flatMap { points($0["tiers"], "points", of: tier) }
            let deleted = bodies.flatMap { Self.deleted($0, of: tier) }
            #expect(held == Set(published).subtracting(deleted), "in \(tier)", sourceLocation: sourceLocation)
            #expect(published.count == Set(published).count, sourceLocation: sourceLocation)
        }
    }

    /// The bodies of all records of the first tier; none where nothing was recorded yet.
    private static func records(at site: Site) throws -> [JSON] {
        let show = CommandRun(["evidence", "show", "--json"], at: site)
        guard show.status == 0 else { return [] }
        return try show.document()["records"]?.arrayValue?.compactMap { $0["body"] } ?? []
    }

    private static func points(_ tiers: JSON?, _ member: String, of tier: String) -> [String] {
        (tiers?.arrayValue ?? []).filter { $0["tier"] == .string(tier) }
            .flatMap { $0[member]?.arrayValue ?? [] }.compactMap { $0["point"]?.stringValue }
    }

    private static func deleted(_ body: JSON, of tier: String) -> [String] {
        (body["deleted"]?.arrayValue ?? []).filter { $0["tier"] == .string(tier) }
            .compactMap { $0["point"]?.stringValue }
    }
}
