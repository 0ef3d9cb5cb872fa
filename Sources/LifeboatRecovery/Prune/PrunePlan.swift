public import LifeboatCore
public import LifeboatPolicy
internal import LifeboatTiers
public import LifeboatVault

/// Which points of one tier go. Made first, shown, and only then carried out.
public struct PrunePlan: Sendable {
    /// The tier's name.
    public let tier: String
    /// Its vault.
    public let vault: Vault
    /// The points that stay, newest first within a run.
    public let kept: [Point]
    /// The points that go, oldest first.
    public let doomed: [Point]
    /// Why each point goes, as a clause, or which rules keep it.
    public let reasons: [PointID: String]

    /// The plan for a tier with this vault. Throws, so that nothing is deleted, while any manifest cannot be
    /// read, or something stands where one may have been.
    public init(_ tier: Tier, _ vault: Vault, retention: Retention, now: Timestamp) throws {
        self.tier = tier.name
        self.vault = vault
        try vault.refuseStrangers()
        let (points, findings) = try vault.points()
        if let finding = findings.first(where: { $0.severity == .error }) {
            throw Vault.deletesNothing(because: finding)
        }
        let rule = RetentionRule(retention, now: now)
        let keep = rule.keeping(points)
        kept = points.filter { keep[$0.id] != nil }
        doomed = points.filter { keep[$0.id] == nil }.sorted { Point.isNewer($1, $0) }
        reasons = Dictionary(
            points.map { ($0.id, keep[$0.id]?.joined(separator: ", ") ?? rule.reason($0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What is to go, in the form of `deleted`.
    var announced: [JSON] { doomed.map { Self.json($0).with("tier", .string(tier)) } }

    /// Deletes the manifests, oldest first, and adds each to `deleted` as soon as it is gone: what an error
    /// interrupts must still be told in the evidence.
    public func execute(cancellation: Cancellation, deleted: inout [JSON]) throws {
        try vault.announcePruning(of: doomed.map(\.id))
        for point in doomed {
            try cancellation.check()
            if try vault.store.delete(point.reference.key, unlessWrittenSince: nil) {
                deleted.append(Self.json(point).with("tier", .string(tier)))
            }
        }
    }

    /// For `--json`.
    public var json: JSON {
        func told(_ points: [Point]) -> JSON {
            .array(points.map { Self.json($0).with("reason", .optional(reasons[$0.id])) })
        }
        return [
            "tier": .string(tier), "kept": .number(kept.count), "staying": told(kept), "doomed": told(doomed),
        ]
    }

    private static func json(_ point: Point) -> JSON {
        [
            "experiment": .string(point.manifest.experiment), "run": .string(point.manifest.run.text),
            "point": .string(point.id.description), "created": .string(point.manifest.created.description),
            "sequence": .number(point.manifest.sequence),
        ]
    }
}
