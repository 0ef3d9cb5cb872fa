public import LifeboatCore
internal import LifeboatLedger
public import LifeboatVault

/// What a protect recorded of one point that a tier held.
public struct Confirmation: Sendable, Hashable {
    /// The tier that held it.
    public let tier: String
    /// The set of the tier's vault; nil where the record does not tell it.
    public let set: String?
    /// When the tier's vault was made; nil where the record does not tell it.
    public let vault: Timestamp?
    /// The experiment's name.
    public let experiment: String
    /// The experiment's run; nil where the record does not name it.
    public let run: RunID?
    /// The point.
    public let point: PointID
    /// Until when the point stood for the whole experiment; nil for one that does not: an incomplete one.
    public let confirmed: Timestamp?
    /// Whether the protect looked at everything, and the tier held all of it when it ended.
    public let isOfWholeTier: Bool
    /// When the record was made.
    public let recorded: Timestamp
    /// The record, as `<signer>/<sequence>`.
    public let reference: String

    /// Whether it is of the vault with this marker. Of one that does not tell its vault, whether it can be.
    public func isOf(_ marker: VaultMarker) -> Bool {
        guard set == marker.set else { return false }
        return vault.map { $0 == marker.created } ?? (recorded >= marker.created)
    }

    /// What one record says of all tiers; nothing where it is none of a protect.
    static func all(in item: EvidenceItem) -> [Confirmation] {
        guard item.kind == .protect else { return [] }
        let codes = (item.body["findings"]?.arrayValue ?? []).compactMap { $0["code"]?.stringValue }
        let isCutShort = item.body["stopped"]?.stringValue != nil || codes.contains(where: leavesOut.contains)
        return (item.body["tiers"]?.arrayValue ?? []).flatMap { tier -> [Confirmation] in
            guard let name = tier["tier"]?.stringValue else { return [] }
            let held = tier["held"]?.arrayValue ?? []
            let isWhole = !isCutShort && held.allSatisfy { $0["confirmed"]?.stringValue != nil }
            return held.compactMap { Confirmation($0, tier, name, isOfWholeTier: isWhole, item) }
        }
    }

    /// Findings of a protect that did not look at all experiments.
    private static let leavesOut: Set = ["protect.experiment-failed", "protect.source-failed"]

    /// Reads one element of `held`; nil where it is not one.
    private init?(_ json: JSON, _ holder: JSON, _ tier: String, isOfWholeTier: Bool, _ item: EvidenceItem) {
        guard let point = json["point"]?.stringValue.flatMap({ PointID($0) }) else { return nil }
        self.tier = tier
        set = holder["set"]?.stringValue
        vault = holder["vault"]?.stringValue.flatMap { Timestamp($0) }
        self.point = point
        self.isOfWholeTier = isOfWholeTier
        run = json["run"]?.stringValue.flatMap { RunID($0) }
        confirmed = json["confirmed"]?.stringValue.flatMap { Timestamp($0) }.map { min($0, item.time) }
        experiment = json["experiment"]?.stringValue ?? ""
        recorded = item.time
        reference = item.reference
    }
}
