public import LifeboatCore
internal import LifeboatLedger
public import LifeboatVault

/// What the evidence of all places says was done, in the form that drills, plans and controls ask it in.
/// Pure; what a body does not tell is not there.
///
/// It is as good as the items it is made of: `EvidenceCheck.read` leaves out those of signers that the policy
/// does not pin.
public struct EvidenceHistory: Sendable {
    /// Drills, oldest first.
    public let drills: [DrillOutcome]
    /// What protects confirmed, oldest first.
    public let confirmations: [Confirmation]
    /// Points that prunes say they delete or have deleted, by tier. A prune that was killed has only said the
    /// first.
    private let pruned: [String: Set<PointID>]
    /// The time of the oldest record.
    public let first: Timestamp?
    /// Records that do not count.
    public let findings: [Finding]

    /// Puts `items` in order; those that are dated later than `now`, beyond `ClockSkew.tolerance`, do not
    /// count.
    public init(_ items: [EvidenceItem], now: Timestamp) {
        let ordered = items.sorted(by: EvidenceItem.isOlder)
        let counted = ordered.filter { !ClockSkew.isAhead($0.time, of: now) }
        drills = counted.filter { $0.kind == .drill }.flatMap { item in
            (item.body["drills"]?.arrayValue ?? []).compactMap { DrillOutcome($0, item) }
        }
        confirmations = counted.flatMap(Confirmation.all)
        pruned = counted.filter { $0.kind == .prune }
            .flatMap { ($0.body["announced"]?.arrayValue ?? []) + ($0.body["deleted"]?.arrayValue ?? []) }
            .reduce(into: [:]) { pruned, item in
                guard let tier = item["tier"]?.stringValue,
                    let point = item["point"]?.stringValue.flatMap({ PointID($0) })
                else { return }
                pruned[tier, default: []].insert(point)
            }
        first = counted.first?.time
        findings = ordered.dropFirst(counted.count).map(Self.fromTheFuture)
    }

    /// Says that a record is dated later than now.
    public static func fromTheFuture(_ item: EvidenceItem) -> Finding {
        Finding(
            "evidence.from-the-future",
            .warning,
            path: item.reference,
            "is dated \(item.time), which is still to come: it does not count",
            hint: "Set the clock of \(Printable.text(item.host)) right."
        )
    }

    /// The newest drill of a tier.
    public func lastDrill(of tier: String) -> DrillOutcome? { drills.last { $0.tier == tier } }

    /// Bytes a second of the newest passed drill of a tier that measured them.
    public func restoreRate(of tier: String) -> Double? {
        for drill in drills.reversed() where drill.tier == tier && drill.isPassed && drill.bytes > 0 {
            if let seconds = drill.restoreSeconds, seconds > 0 { return Double(drill.bytes) / seconds }
        }
        return nil
    }

    /// The last time that a point was confirmed to hold the whole of its experiment, and by which record.
    public func confirmation(of point: PointID, in tier: String) -> (time: Timestamp, reference: String)? {
        confirmations.filter { $0.tier == tier && $0.point == point }
            .compactMap { item in item.confirmed.map { (time: $0, reference: item.reference) } }
            .max { $0.time < $1.time }
    }

    /// The points of each run that protects said a tier holds; with `marker` only what is said of that vault.
    /// Without a tier, that any tier holds.
    public func held(in tier: String?, by marker: VaultMarker? = nil) -> [RunID: Set<PointID>] {
        let told = confirmations.filter { confirmation in
            guard tier == nil || confirmation.tier == tier else { return false }
            return marker.map(confirmation.isOf) ?? true
        }
        return told.reduce(into: [:]) { held, confirmation in
            if let run = confirmation.run { held[run, default: []].insert(confirmation.point) }
        }
    }

    /// The points that a tier held in other vaults than this one, as before its disk came back, and never in
    /// it.
    public func heldBefore(in tier: String, not marker: VaultMarker) -> Set<PointID> {
        let told = confirmations.filter { $0.tier == tier }
        return Set(told.filter { !$0.isOf(marker) }.map(\.point))
            .subtracting(told.filter { $0.isOf(marker) }.map(\.point))
    }

    /// The points that a tier need not have: pruned from it, or from another before evidence ever saw them
    /// here.
    public func pruned(for tier: String) -> Set<PointID> {
        let here = pruned[tier] ?? []
        let elsewhere = pruned.filter { $0.key != tier }.values.reduce(into: Set()) { $0.formUnion($1) }
        let everHeld = Set(confirmations.filter { $0.tier == tier }.map(\.point))
        return here.union(elsewhere.subtracting(everHeld))
    }
}
