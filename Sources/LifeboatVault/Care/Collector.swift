public import LifeboatCore
internal import LifeboatTiers

/// Deletes objects that no point needs, in two phases: it condemns them, and a later run deletes, after a
/// grace time, what is still unreferenced and was not written again since.
public struct Collector: Sendable {
    private let vault: Vault
    private let clock: any WallClock
    private let graceSeconds: Double

    /// A collector of one vault. The grace must be longer than any protect takes.
    public init(_ vault: Vault, clock: any WallClock, graceSeconds: Double) {
        self.vault = vault
        self.clock = clock
        self.graceSeconds = graceSeconds
    }

    /// Runs once. Throws, with nothing condemned or deleted, while any manifest is unreadable or needs an
    /// unknown feature, and while a stranger may hide one.
    /// With `dryRun` nothing is changed and the result says what would be.
    public func run(dryRun: Bool, cancellation: Cancellation, using random: inout some RandomNumberGenerator)
        throws
        -> CollectionResult
    {
        var result = CollectionResult()
        try run(dryRun: dryRun, cancellation: cancellation, &result, using: &random)
        return result
    }

    /// The same for a caller that must know what was done also when an error ends it: what was deleted by
    /// then is in `result`.
    public func run(
        dryRun: Bool,
        cancellation: Cancellation,
        _ result: inout CollectionResult,
        using random: inout some RandomNumberGenerator
    ) throws {
        let now = clock.now()
        try vault.refuseStrangers()
        if !dryRun { result.swept = try vault.store.sweep(olderThan: now.adding(seconds: -86_400)) }
        var referenced = try references()
        let records = try CollectionRecord.all(in: vault)
        let earlier = records.reduce(into: [Digest: Timestamp]()) { all, record in
            all.merge(record.condemned) { min($0, $1) }
        }
        let objects = try vault.store.list(VaultFormat.objectsPrefix)
        var condemned: [Digest: Timestamp] = [:]
        for facts in objects {
            guard let name = VaultFormat.objectName(facts.key), !referenced.contains(name) else { continue }
            condemned[name] = earlier[name] ?? now
            if earlier[name] == nil { result.condemned += 1 }
        }
        if dryRun {
            result.referenced = referenced.count
            foretell(objects, earlier: earlier.filter { condemned[$0.key] != nil }, now, &result)
            result.waiting = condemned.count - result.deleted
            return
        }
        // Said before anything is deleted: a writer that looks from here on sees that it must not reuse
        // these.
        let marked = CollectionRecord(condemned: condemned, at: now, nonce: random.next())
        if !condemned.isEmpty || !records.isEmpty {
            try vault.store.put(marked.key, marked.json.canonical, .ifAbsent)
        }
        // Points that were published since the first look.
        referenced = try references()
        try delete(objects, &condemned, keeping: referenced, earlier: earlier, now, cancellation, &result)
        if !condemned.isEmpty || !records.isEmpty {
            let rest = CollectionRecord(condemned: condemned, at: clock.now(), nonce: random.next())
            try vault.store.put(rest.key, rest.json.canonical, .ifAbsent)
            for record in records + [marked] { try vault.store.delete(record.key, unlessWrittenSince: nil) }
        }
        result.referenced = referenced.count
        result.waiting = condemned.count
    }

    /// What a run would delete, by what the store says now.
    private func foretell(
        _ objects: [StoredFacts],
        earlier: [Digest: Timestamp],
        _ now: Timestamp,
        _ result: inout CollectionResult
    ) {
        for facts in objects {
            guard let name = VaultFormat.objectName(facts.key), let since = earlier[name],
                now.seconds(since: since) >= graceSeconds,
                facts.written < since.adding(seconds: -VaultFormat.collectionSlackSeconds)
            else { continue }
            result.deleted += 1
            result.bytesDeleted += facts.size
        }
    }

    private func delete(
        _ objects: [StoredFacts],
        _ condemned: inout [Digest: Timestamp],
        keeping referenced: Set<Digest>,
        earlier: [Digest: Timestamp],
        _ now: Timestamp,
        _ cancellation: Cancellation,
        _ result: inout CollectionResult
    ) throws {
        for facts in objects {
            guard let name = VaultFormat.objectName(facts.key), let since = condemned[name] else { continue }
            if referenced.contains(name) {
                condemned[name] = nil
                continue
            }
            // Condemned just now: only a later run deletes it.
            guard earlier[name] != nil, now.seconds(since: since) >= graceSeconds else { continue }
            try cancellation.check()
            let limit = since.adding(seconds: -VaultFormat.collectionSlackSeconds)
            if try vault.store.delete(facts.key, unlessWrittenSince: limit) {
                result.deleted += 1
                result.bytesDeleted += facts.size
                condemned[name] = nil
            } else {
                // Written again since it was condemned: its time begins anew.
                condemned[name] = now
                result.renewed += 1
            }
        }
    }

    /// The names of all objects that points need.
    private func references() throws -> Set<Digest> {
        let (points, findings) = try vault.points()
        // A stranger counts too: it may be a manifest under a damaged name.
        if let finding = findings.first {
            throw Vault.deletesNothing(because: finding)
        }
        var names: Set<Digest> = []
        var seen: [ObjectReference: [ObjectReference]] = [:]
        for point in points {
            for object in try vault.objects(of: point.manifest, seen: &seen) { names.insert(object.name) }
        }
        return names
    }
}
