internal import LifeboatCore

/// What a protect recorded of one experiment in one tier.
struct Confirmation: Sendable, Hashable {
    let tier: String
    let experiment: String
    let point: String
    /// Until when the point stood for the whole experiment.
    let confirmed: Timestamp
    /// When the record was made.
    let recorded: Timestamp
    let reference: String

    /// Reads one element of `held`; nil where it is not one.
    init?(_ json: JSON, tier: String, _ item: EvidenceItem) {
        guard let point = json["point"]?.stringValue,
            let confirmed = json["confirmed"]?.stringValue.flatMap({ Timestamp($0) })
        else { return nil }
        self.tier = tier
        self.point = point
        self.confirmed = min(confirmed, item.time)
        experiment = json["experiment"]?.stringValue ?? ""
        recorded = item.time
        reference = item.reference
    }
}
