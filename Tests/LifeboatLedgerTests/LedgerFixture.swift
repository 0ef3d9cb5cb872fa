import LifeboatCore
import LifeboatTestSupport
import Testing

@testable import LifeboatLedger

/// Signers and chains for tests; everything in memory except the lock.
enum LedgerFixture {
    /// A key that depends on `number` alone.
    static func signer(_ number: UInt8 = 1) throws -> Signer {
        let seed = Base64.encode([UInt8](repeating: number, count: 32))
        return try Signer(keyText: "lifeboat-ed25519-private:\(seed)", origin: "fixture")
    }

    static func time(_ minutes: Int) -> Timestamp {
        Timestamp(milliseconds: 1_795_000_000_000 + Int64(minutes) * 60_000)
    }

    /// Appends `count` records to the chain of `signer` in `store` and returns the heads after each.
    @discardableResult
    static func extend(
        _ store: MemoryStore,
        _ signer: Signer,
        by count: Int,
        heads: [SignerID: ChainHead] = [:]
    ) throws -> [ChainHead] {
        try withScratchDirectory { path in
            let ledger = LocalLedger(outbox: store, lockPath: "\(path)/lock", signer: signer)
            return try (0..<count).map { index in
                let number = (try ledger.head()?.sequence ?? 0) + 1
                try ledger.append(
                    kind: index.isMultiple(of: 2) ? .protect : .drill,
                    body: ["number": .number(number), "note": .string("record \(number)")],
                    heads: heads,
                    time: time(number),
                    host: "gpu-1"
                )
                return try #require(try ledger.head())
            }
        }
    }

    /// A store with one chain of `count` records.
    static func store(_ count: Int, by signer: Signer) throws -> MemoryStore {
        let store = MemoryStore()
        try extend(store, signer, by: count)
        return store
    }

    static func verify(_ store: MemoryStore, trust: [Signer] = [], known: [KnownHead] = []) throws
        -> LedgerVerdict
    {
        let verifier = LedgerVerifier(trust: trust.map(\.publicKey), known: known)
        return verifier.verify(try LedgerReader(store, workers: Workers(width: 1)).contents())
    }

    /// The codes of all findings that are errors.
    static func errors(_ verdict: LedgerVerdict) -> Set<String> {
        Set(verdict.findings.filter { $0.severity == .error }.map(\.code))
    }
}
