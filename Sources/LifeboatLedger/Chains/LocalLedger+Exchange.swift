internal import LifeboatCore
public import LifeboatTiers

extension LocalLedger {
    /// Gives `store` every own record that it lacks, oldest first. Returns how many it lacked.
    ///
    /// Throws `conflict`, to be told as `evidence.fork`, where the store holds another record under a number
    /// of this chain or a longer chain by this key. What was sent before a failure stays; calling again goes
    /// on.
    @discardableResult
    public func publish(to store: any Store) throws -> Int {
        let prefix = LedgerKey.chain(signer.id)
        let own = try outbox.list(prefix).filter { LedgerKey.parse($0.key) != nil }
        let there = Dictionary(uniqueKeysWithValues: try store.list(prefix).map { ($0.key, $0.size) })
        let last = own.last.flatMap { LedgerKey.parse($0.key)?.sequence } ?? 0
        if let beyond = there.keys.compactMap(LedgerKey.parse).map(\.sequence).max(), beyond > last {
            throw fork(store, beyond)
        }
        let known = own.filter { there[$0.key] != nil }
        for facts in known where there[facts.key] != facts.size { try compare(facts.key, with: store) }
        // Records are chained by digest: when the newest common one is the same, so are those before it.
        if let newest = known.last { try compare(newest.key, with: store) }
        let lacking = own.filter { there[$0.key] == nil }
        for facts in lacking {
            let bytes = try outbox.get(facts.key, limit: LedgerKey.sizeLimit)
            if try !store.put(facts.key, bytes, .ifAbsent) { try compare(facts.key, with: store) }
        }
        return lacking.count
    }

    /// Takes over from `store` what this key signed and this directory does not have: after the loss of local
    /// state the chain goes on where it was, instead of forking at 1. Returns how many records came.
    ///
    /// Throws `corrupt` where the store's chain has a gap, a damaged record or a broken link, and `conflict`,
    /// to be told as `evidence.fork`, where it contradicts the local one. Cheap when there is nothing to take
    /// over.
    @discardableResult
    public func adopt(from store: any Store) throws -> Int {
        try withLock {
            var newest = try newest()
            if let newest, try store.facts(LedgerKey.record(signer.id, newest.number + 1)) == nil { return 0 }
            if let newest, try store.facts(newest.key) != nil { try compare(newest.key, with: store) }
            var count = 0
            for facts in try store.list(LedgerKey.chain(signer.id)) {
                guard let name = LedgerKey.parse(facts.key), name.sequence > (newest?.number ?? 0) else {
                    continue
                }
                let bytes = try store.get(facts.key, limit: LedgerKey.sizeLimit)
                let link = ChainLink(key: facts.key, signer: signer.id, number: name.sequence, bytes: bytes)
                try check(link, follows: newest, in: store)
                try place(bytes, facts.key)
                newest = link
                count += 1
            }
            return count
        }
    }

    private func check(_ link: ChainLink, follows newest: ChainLink?, in store: any Store) throws {
        let place = "\(store.address)/\(link.key)"
        if let problem = link.problems.first {
            throw LifeboatError(.corrupt, problem.message, path: place, hint: Self.verifyHint)
        }
        guard link.number == (newest?.number ?? 0) + 1 else {
            throw LifeboatError(
                .corrupt,
                "the record before it is missing",
                path: place,
                hint: Self.verifyHint
            )
        }
        guard link.record?.previous == newest?.digest else { throw fork(store, at: link.key) }
    }

    private func compare(_ key: String, with store: any Store) throws {
        let own = try outbox.get(key, limit: LedgerKey.sizeLimit)
        do { if try store.get(key, limit: LedgerKey.sizeLimit) == own { return } } catch let error
            as LifeboatError where error.code == .corrupt
        {}
        guard try isOverwritten(key, own, in: store) else { throw fork(store, at: key) }
        try store.put(key, own, .replacing)
    }

    /// Whether the store had this very record here and somebody wrote over it: then no second host is to
    /// blame.
    private func isOverwritten(_ key: String, _ own: [UInt8], in store: any Store) throws -> Bool {
        for version in try store.versions(of: key) where !version.isCurrent && version.size == own.count {
            let bytes = try [UInt8](unsafeUninitializedCapacity: own.count) { buffer, count in
                let window = UnsafeMutableRawBufferPointer(buffer)
                try store.read(
                    key,
                    version: version.id,
                    at: 0,
                    into: UnsafeMutableRawBufferPointer(rebasing: window[..<own.count])
                )
                count = own.count
            }
            if bytes == own { return true }
        }
        return false
    }

    private func fork(_ store: any Store, at key: String) -> LifeboatError {
        LifeboatError(
            .conflict,
            "this store holds another record under this number than the local ledger (evidence.fork)",
            path: "\(store.address)/\(key)",
            hint:
                "Two hosts sign with one key, or the record was altered: give each host its own key, and run "
                + "lifeboat evidence verify."
        )
    }

    private func fork(_ store: any Store, _ sequence: Int) -> LifeboatError {
        LifeboatError(
            .conflict,
            "holds record \(sequence) by this key, which the local ledger does not have (evidence.fork)",
            path: "\(store.address)/\(LedgerKey.record(signer.id, sequence))",
            hint:
                "Give each host its own key, and run the command again: it takes over from this store what"
                + " the local ledger lacks."
        )
    }

    private static var verifyHint: String {
        "Run lifeboat evidence verify: it tells what is wrong with the chain."
    }
}
