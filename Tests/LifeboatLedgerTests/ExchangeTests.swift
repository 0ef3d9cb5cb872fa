import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatLedger

@Suite("Publishing and taking over a chain")
struct ExchangeTests {
    private static func withLedger(_ count: Int, _ body: (LocalLedger, String) throws -> Void) throws {
        try withScratchDirectory { path in
            let ledger = try LocalLedger(path: "\(path)/state", signer: LedgerFixture.signer())
            for _ in 0..<count { try LocalLedgerTests.append(ledger) }
            try body(ledger, path)
        }
    }

    @Test("publishing sends what is lacking, once, and a copy verifies")
    func publish() throws {
        try Self.withLedger(3) { ledger, _ throws in
            let store = MemoryStore()
            #expect(try ledger.publish(to: store) == 3)
            #expect(try ledger.publish(to: store) == 0)
            try LocalLedgerTests.append(ledger)
            #expect(try ledger.publish(to: store) == 1)
            #expect(try LedgerFixture.verify(store, trust: [ledger.signer]).ok)
            #expect(try LedgerReader(store).heads().heads[ledger.signer.id] == ledger.head())
        }
    }

    @Test("publishing that fails at any call leaves a sound chain, and goes on when it is called again")
    func interrupted() throws {
        try Self.withLedger(3) { ledger, _ throws in
            for moment in [FaultyStore.Moment.before, .after] {
                for call in 1...4 {
                    let store = MemoryStore()
                    let faulty = FaultyStore.failing(call, moment, on: store)
                    #expect(throws: FaultyStore.fault) { try ledger.publish(to: faulty) }
                    #expect(try LedgerFixture.verify(store, trust: [ledger.signer]).ok)
                    try ledger.publish(to: faulty)
                    #expect(try LedgerFixture.verify(store, trust: [ledger.signer]).records == 3)
                }
            }
        }
    }

    @Test("records that were dropped from a store are put back")
    func repair() throws {
        try Self.withLedger(4) { ledger, _ throws in
            let store = MemoryStore()
            try ledger.publish(to: store)
            for number in [1, 3] {
                try store.delete(LedgerKey.record(ledger.signer.id, number), unlessWrittenSince: nil)
            }
            #expect(try ledger.publish(to: store) == 2)
            #expect(try LedgerFixture.verify(store, trust: [ledger.signer]).ok)
        }
    }

    @Test(
        "a store that holds another record under the same number is a fork, and is left as it is",
        arguments: [("gpu-2", 2), ("another-host", 2), ("gpu-2", 3), ("gpu-2", 1)]
    )
    func fork(_ host: String, _ count: Int) throws {
        try Self.withLedger(2) { ledger, path in
            let twin = try LocalLedger(path: "\(path)/twin", signer: ledger.signer)
            for _ in 0..<count { try LocalLedgerTests.append(twin, host: host) }
            let store = MemoryStore()
            try twin.publish(to: store)
            let before = try store.list("").map { try store.get($0.key, limit: 9999) }
            let error = #expect(throws: LifeboatError.self) { try ledger.publish(to: store) }
            #expect(error?.code == .conflict && error?.message.contains("evidence.fork") == true)
            #expect(try store.list("").map { try store.get($0.key, limit: 9999) } == before)
            if count > 2 {
                let error = #expect(throws: LifeboatError.self) { try ledger.adopt(from: store) }
                #expect(error?.code == .conflict)
            }
            #expect(try ledger.head()?.sequence == 2)
        }
    }

    @Test("a store whose chain is longer than the local one is told before it is forked")
    func behind() throws {
        try Self.withLedger(3) { ledger, path throws in
            let store = MemoryStore()
            try ledger.publish(to: store)
            let lost = try LocalLedger(path: "\(path)/lost", signer: ledger.signer)
            let error = #expect(throws: LifeboatError.self) { try lost.publish(to: store) }
            #expect(error?.code == .conflict)
            try LocalLedgerTests.append(lost)
            #expect(throws: LifeboatError.self) { try lost.publish(to: store) }
        }
    }

    @Test("after the loss of local state the chain is taken over and goes on")
    func adopt() throws {
        try Self.withLedger(3) { ledger, path throws in
            let store = MemoryStore()
            try ledger.publish(to: store)
            let fresh = try LocalLedger(path: "\(path)/fresh", signer: ledger.signer)
            #expect(try fresh.adopt(from: store) == 3)
            #expect(try fresh.adopt(from: store) == 0)
            #expect(try fresh.head() == ledger.head())
            #expect(try LocalLedgerTests.append(fresh).sequence == 4)
            #expect(try fresh.publish(to: store) == 1)
            #expect(try ledger.adopt(from: store) == 1, "a state restored from an older copy catches up")
            #expect(try LedgerFixture.verify(store, trust: [ledger.signer]).ok)
        }
    }

    @Test("nothing is taken over from an empty store or from another signer's chain")
    func adoptNothing() throws {
        try Self.withLedger(0) { ledger, _ throws in
            #expect(try ledger.adopt(from: MemoryStore()) == 0)
            #expect(try ledger.adopt(from: LedgerFixture.store(2, by: LedgerFixture.signer(2))) == 0)
            #expect(try ledger.head() == nil)
        }
    }

    @Test("a damaged chain is not taken over", arguments: 1...3)
    func adoptDamaged(_ number: Int) throws {
        try Self.withLedger(3) { ledger, path throws in
            let published = MemoryStore()
            try ledger.publish(to: published)
            let key = LedgerKey.record(ledger.signer.id, number)
            let damages: [(MemoryStore) throws -> Void] = [
                { try $0.tamper(key) { $0[100] ^= 1 } },
                { try LedgerFixture.forge($0, ledger.signer.id, number, by: LedgerFixture.signer(2)) { $0 } },
                { try $0.delete(key, unlessWrittenSince: nil) },
            ]
            // A chain that lacks its newest record alone cannot be told from a shorter one.
            for (index, damage) in damages.dropLast(number == 3 ? 1 : 0).enumerated() {
                let store = published.copy()
                try damage(store)
                let fresh = try LocalLedger(path: "\(path)/\(number)-\(index)", signer: ledger.signer)
                let error = #expect(throws: LifeboatError.self) { try fresh.adopt(from: store) }
                #expect(error?.code == .corrupt)
                #expect(try (fresh.head()?.sequence ?? 0) < number)
            }
        }
    }

    /// What the verification of `store` says while the local ledger knows two records more than were
    /// published.
    private static func verdict(_ ledger: LocalLedger, _ store: any Store, published: Int) throws
        -> LedgerVerdict
    {
        let outbox = try ledger.contents()
        let verifier = LedgerVerifier(
            trust: [ledger.signer.publicKey],
            known: KnownHead.all(outbox.heads, origin: "the local ledger"),
            publication: Publication(outbox: outbox, published: [ledger.signer.id.text: published])
        )
        return verifier.verify(try LedgerReader(store).contents())
    }

    @Test("records that the store never had wait; those that it had are cut off", arguments: [0, 2])
    func waiting(_ count: Int) throws {
        try Self.withLedger(count) { ledger, _ throws in
            let store = MemoryStore()
            try ledger.publish(to: store)
            for _ in 0..<2 { try LocalLedgerTests.append(ledger) }
            let waiting = try Self.verdict(ledger, store, published: count)
            #expect(waiting.ok)
            let finding = try #require(waiting.findings.first { $0.code == "evidence.waiting" })
            #expect(finding.message.contains("2 records") && finding.hint.contains("`lifeboat protect`"))
            #expect(!waiting.findings.contains { $0.code == "evidence.tail-unproven" })
            let cut = try Self.verdict(ledger, store, published: count + 1)
            #expect(LedgerFixture.errors(cut) == ["evidence.truncated"])
        }
    }

    @Test("a chain that ends with another record than the local one does not wait")
    func rewritten() throws {
        try Self.withLedger(2) { ledger, _ throws in
            let store = try LedgerFixture.store(1, by: ledger.signer)
            #expect(
                try Self.verdict(ledger, store, published: 1).findings.contains {
                    $0.code == "evidence.truncated"
                }
            )
        }
    }
}
