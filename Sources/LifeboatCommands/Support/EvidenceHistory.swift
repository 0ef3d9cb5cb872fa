internal import LifeboatCore
internal import LifeboatDrill
internal import LifeboatFiles
internal import LifeboatLedger
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTiers
internal import LifeboatVault

/// Everything that the ledgers say: of the local outbox and of every tier that answers, each record once.
struct EvidenceHistory {
    /// All records, oldest first.
    let records: [EvidenceRecord]
    /// Every chain of every place, for verification.
    let contents: [LedgerContents]

    /// With signers pinned in the policy, nobody else's records count: a forged prune would excuse a loss.
    init(_ vaults: [Vault], trust: [String], _ context: Context) throws {
        var contents = try vaults.map { try LedgerReader($0.store).contents() }
        if let outbox = (try? context.stateDirectory).map({ $0 + "/ledger" }), (try? Directory(outbox)) != nil
        {
            contents.append(try LedgerReader(DirectoryStore(outbox)).contents())
        }
        self.init(contents, trust: trust)
    }

    /// What one vault says of itself, whoever signed it.
    init(of vault: Vault) throws {
        self.init([try LedgerReader(vault.store).contents()], trust: [])
    }

    private init(_ contents: [LedgerContents], trust: [String]) {
        var seen: Set<String> = []
        let trusted = Set(trust.compactMap { PublicKey($0) })
        records = contents.flatMap(\.records)
            .filter { trusted.isEmpty || trusted.contains($0.publicKey) }
            .filter { seen.insert("\($0.signer)/\($0.sequence)").inserted }
            .sorted { ($0.time, $0.signer, $0.sequence) < ($1.time, $1.signer, $1.sequence) }
        self.contents = contents
    }

    /// Every drill of every tier, for the schedule.
    var drills: [LastDrill] {
        records.filter { $0.kind == .drill }.flatMap { record in
            (record.body["drills"]?.arrayValue ?? []).compactMap { drill in
                guard let tier = drill["tier"]?.stringValue,
                    let depth = drill["depth"]?.stringValue.flatMap(DrillDepth.init(rawValue:)),
                    let verdict = drill["verdict"]?.stringValue.flatMap(DrillVerdict.init(rawValue:))
                else { return nil }
                return LastDrill(tier: tier, depth: depth, at: record.time, verdict: verdict)
            }
        }
    }

    /// The points that a tier need not have: pruned from it, or from another before evidence ever saw them
    /// here.
    func pruned(for tier: String) -> Set<PointID> {
        var here: Set<PointID> = []
        var elsewhere: Set<PointID> = []
        let prunes = records.filter { $0.kind == .prune }
        for deleted in prunes.flatMap({ $0.body["deleted"]?.arrayValue ?? [] }) {
            guard let point = deleted["point"]?.stringValue.flatMap({ PointID($0) }) else { continue }
            if deleted["tier"]?.stringValue == tier { here.insert(point) } else { elsewhere.insert(point) }
        }
        return here.union(elsewhere.subtracting(everHeld(in: tier)))
    }

    private func everHeld(in tier: String) -> Set<PointID> {
        let tiers = records.filter { $0.kind == .protect }.flatMap { $0.body["tiers"]?.arrayValue ?? [] }
        let held = tiers.filter { $0["tier"]?.stringValue == tier }.flatMap { $0["held"]?.arrayValue ?? [] }
        return Set(held.compactMap { $0["point"]?.stringValue.flatMap { PointID($0) } })
    }

    /// The newest point of each run that a protect said a tier holds; with `marker` only since that vault was
    /// made, and of its set. Without a tier, that any tier holds.
    func held(in tier: String?, by marker: VaultMarker? = nil) -> [RunID: PointID] {
        var held: [RunID: PointID] = [:]
        for record in records where record.kind == .protect {
            if let marker, record.time < marker.created { continue }
            for entry in record.body["tiers"]?.arrayValue ?? [] {
                guard tier == nil || entry["tier"]?.stringValue == tier else { continue }
                guard marker == nil || entry["set"]?.stringValue == marker?.set else { continue }
                for item in entry["held"]?.arrayValue ?? [] {
                    guard let run = item["run"]?.stringValue.flatMap({ RunID($0) }),
                        let point = item["point"]?.stringValue.flatMap({ PointID($0) })
                    else { continue }
                    held[run] = point
                }
            }
        }
        return held
    }

    /// Bytes a second of the newest passed drill of a tier.
    func restoreRate(of tier: String) -> Double? {
        for record in records.reversed() where record.kind == .drill {
            for drill in record.body["drills"]?.arrayValue ?? [] where drill["tier"]?.stringValue == tier {
                guard drill["verdict"] == "passed", let bytes = drill["bytes"]?.doubleValue,
                    let seconds = drill["restoreSeconds"]?.doubleValue, seconds > 0, bytes > 0
                else { continue }
                return bytes / seconds
            }
        }
        return nil
    }
}
