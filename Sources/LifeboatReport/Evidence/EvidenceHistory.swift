internal import LifeboatCore
internal import LifeboatLedger

/// The evidence in the form that controls ask it in. Pure; what a body does not tell is not there.
struct EvidenceHistory: Sendable {
    /// A record may be dated so many seconds ahead of this clock; one further ahead does not count.
    static let skewSeconds = 300.0

    /// Drills, oldest first.
    let drills: [DrillOutcome]
    /// What protects confirmed, oldest first.
    let confirmations: [Confirmation]
    /// Ids of points that prunes say they deleted, by tier.
    let pruned: [String: Set<String>]
    /// The time of the oldest record.
    let first: Timestamp?
    /// Records that do not count.
    let findings: [Finding]

    init(_ items: [EvidenceItem], now: Timestamp) {
        let ordered = items.sorted(by: Self.isOlder)
        let counted = ordered.filter { $0.time.seconds(since: now) <= Self.skewSeconds }
        drills = counted.filter { $0.kind == .drill }.flatMap { item in
            (item.body["drills"]?.arrayValue ?? []).compactMap { DrillOutcome($0, item) }
        }
        confirmations = counted.filter { $0.kind == .protect }.flatMap { item in
            (item.body["tiers"]?.arrayValue ?? []).flatMap { tier in
                guard let name = tier["tier"]?.stringValue else { return [Confirmation]() }
                return (tier["held"]?.arrayValue ?? []).compactMap { Confirmation($0, tier: name, item) }
            }
        }
        pruned = counted.filter { $0.kind == .prune }.flatMap { $0.body["deleted"]?.arrayValue ?? [] }
            .reduce(into: [:]) { pruned, item in
                guard let tier = item["tier"]?.stringValue, let point = item["point"]?.stringValue else {
                    return
                }
                pruned[tier, default: []].insert(point)
            }
        first = counted.first?.time
        findings = ordered.dropFirst(counted.count).map { item in
            Finding(
                "evidence.from-the-future",
                .warning,
                path: item.reference,
                "is dated \(item.time), which is still to come: it does not count",
                hint: "Set the clock of \(item.host) right."
            )
        }
    }

    /// The newest drill of a tier.
    func lastDrill(of tier: String) -> DrillOutcome? { drills.last { $0.tier == tier } }

    /// The last time that a point was confirmed to hold the whole of its experiment, and by which record.
    func confirmation(of point: String, in tier: String) -> Confirmation? {
        confirmations.filter { $0.tier == tier && $0.point == point }.max { $0.confirmed < $1.confirmed }
    }

    static func isOlder(_ a: EvidenceItem, _ b: EvidenceItem) -> Bool {
        (a.time, a.signer, a.sequence) < (b.time, b.signer, b.sequence)
    }
}
