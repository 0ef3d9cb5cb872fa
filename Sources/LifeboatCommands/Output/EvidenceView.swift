internal import LifeboatCore
internal import LifeboatLedger

/// What a record of evidence says, in a few words.
enum EvidenceView {
    static func summary(_ record: EvidenceRecord) -> String {
        let body = record.body
        switch record.kind {
        case .protect:
            let tiers = body["tiers"]?.arrayValue ?? []
            let new = tiers.reduce(0) { $0 + ($1["points"]?.arrayValue?.count ?? 0) }
            return "\(Counted.text(new, "new point")) in \(Counted.text(tiers.count, "tier"))"
        case .drill:
            return (body["drills"]?.arrayValue ?? []).map { drill in
                "\(drill["tier"]?.stringValue ?? "?") \(drill["verdict"]?.stringValue ?? "?")"
            }.joined(separator: ", ")
        case .restore:
            return "\(body["experiment"]?.stringValue ?? "?") from \(body["tier"]?.stringValue ?? "?")"
        case .prune:
            return "\(Counted.text(body["deleted"]?.arrayValue?.count ?? 0, "point")) deleted"
        case .gc:
            let vaults = body["vaults"]?.arrayValue ?? []
            let deleted = vaults.reduce(0) { $0 + ($1["deleted"]?.intValue ?? 0) }
            return "\(Counted.text(deleted, "object")) deleted"
        }
    }
}
