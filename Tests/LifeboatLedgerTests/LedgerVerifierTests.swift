import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatLedger

@Suite("LedgerVerifier")
struct LedgerVerifierTests {
    private static func truncate(_ store: MemoryStore, _ signer: Signer, to last: Int) throws {
        for facts in try store.list(LedgerKey.chain(signer.id)) {
            guard let name = LedgerKey.parse(facts.key), name.sequence > last else { continue }
            try store.delete(facts.key, unlessWrittenSince: nil)
        }
    }

    @Test("accepts a sound chain and says what it cannot know")
    func sound() throws {
        let signer = try LedgerFixture.signer()
        let store = try LedgerFixture.store(3, by: signer)
        let verdict = try LedgerFixture.verify(store, trust: [signer])
        #expect(verdict.ok && verdict.records == 3)
        #expect(verdict.heads[signer.id]?.sequence == 3)
        #expect(verdict.findings.map(\.code) == ["evidence.tail-unproven"])
        #expect(verdict.findings.map(\.severity) == [.warning])
    }

    @Test("has nothing to say against a chain whose head is known")
    func proven() throws {
        let signer = try LedgerFixture.signer()
        let store = MemoryStore()
        let heads = try LedgerFixture.extend(store, signer, by: 3)
        let known = [KnownHead(signer: signer.id, head: heads[2], origin: "an auditor")]
        #expect(try LedgerFixture.verify(store, trust: [signer], known: known).findings.isEmpty)
        let earlier = [KnownHead(signer: signer.id, head: heads[1], origin: "an auditor")]
        let verdict = try LedgerFixture.verify(store, trust: [signer], known: earlier)
        #expect(verdict.findings.map(\.code) == ["evidence.tail-unproven"])
        #expect(verdict.findings.map(\.severity) == [.info])
    }

    @Test("without pins every signer is accepted, and a warning tells the key")
    func unpinned() throws {
        let signer = try LedgerFixture.signer()
        let verdict = try LedgerFixture.verify(LedgerFixture.store(1, by: signer))
        let finding = try #require(verdict.findings.first { $0.code == "evidence.signer-not-pinned" })
        #expect(verdict.ok && finding.severity == .warning)
        #expect(finding.hint.contains(signer.publicKey.description))
    }

    @Test("a chain cut off at its end is found out by a head known from elsewhere")
    func truncated() throws {
        let signer = try LedgerFixture.signer()
        let store = MemoryStore()
        let heads = try LedgerFixture.extend(store, signer, by: 5)
        try Self.truncate(store, signer, to: 2)
        #expect(try LedgerFixture.verify(store, trust: [signer]).ok, "nobody vouches for the rest")
        let known = heads.map { KnownHead(signer: signer.id, head: $0, origin: "tier s3") }
        let verdict = try LedgerFixture.verify(store, trust: [signer], known: known)
        #expect(LedgerFixture.errors(verdict) == ["evidence.truncated"])
        let finding = try #require(verdict.findings.first)
        #expect(finding.message.contains("tier s3") && finding.message.contains("5"))
    }

    @Test("a chain that is gone altogether is found out")
    func gone() throws {
        let signer = try LedgerFixture.signer()
        let heads = try LedgerFixture.extend(MemoryStore(), signer, by: 2)
        let known = [KnownHead(signer: signer.id, head: heads[1], origin: "tier s3")]
        let verdict = try LedgerFixture.verify(MemoryStore(), trust: [signer], known: known)
        #expect(LedgerFixture.errors(verdict) == ["evidence.truncated"])
        #expect(verdict.findings.contains { $0.code == "evidence.chain-missing" })
    }

    @Test("an empty ledger is no proof of anything, and says so")
    func empty() throws {
        let verdict = try LedgerFixture.verify(MemoryStore())
        #expect(verdict.ok && verdict.records == 0 && verdict.findings.map(\.code) == ["evidence.none"])
    }

    @Test("a chain written anew by its own key contradicts a head known from elsewhere")
    func rewritten() throws {
        let signer = try LedgerFixture.signer()
        let heads = try LedgerFixture.extend(MemoryStore(), signer, by: 3)
        let other = MemoryStore()
        try LedgerFixture.extend(other, signer, by: 3, heads: [LedgerFixture.signer(2).id: heads[0]])
        let known = KnownHead.all([signer.id: heads[2]], origin: "the local ledger")
        let verdict = try LedgerFixture.verify(other, known: known)
        #expect(LedgerFixture.errors(verdict).contains("evidence.head-mismatch"))
    }

    @Test("what other signers saw vouches for a chain, and finds out its loss")
    func witnesses() throws {
        let (a, b) = (try LedgerFixture.signer(1), try LedgerFixture.signer(2))
        let store = try LedgerFixture.store(3, by: a)
        try LedgerFixture.extend(store, b, by: 1, heads: LedgerReader(store).heads().heads)
        #expect(
            try !LedgerFixture.verify(store, trust: [a, b]).findings.contains { $0.path.contains(a.id.text) }
        )
        try Self.truncate(store, a, to: 2)
        let verdict = try LedgerFixture.verify(store, trust: [a, b])
        #expect(LedgerFixture.errors(verdict) == ["evidence.truncated"])
        #expect(verdict.findings.first?.message.contains(b.id.short) == true)
    }

    @Test("what an untrusted or damaged record says of others counts for nothing")
    func falseWitnesses() throws {
        let (a, b) = (try LedgerFixture.signer(1), try LedgerFixture.signer(2))
        let store = try LedgerFixture.store(3, by: a)
        let invented = ChainHead(sequence: 99, digest: Hasher256.digest(of: "invented"))
        try LedgerFixture.extend(store, b, by: 1, heads: [a.id: invented])
        #expect(
            try LedgerFixture.errors(LedgerFixture.verify(store, trust: [a])) == ["evidence.signer-untrusted"]
        )
        try LedgerFixture.rewrite(store, b.id, 1) { ($0.with("host", "x"), $1) }
        let verdict = try LedgerFixture.verify(store, trust: [a, b])
        #expect(LedgerFixture.errors(verdict) == ["evidence.signature-bad"])
    }

    @Test("a clock that went back is told and breaks nothing")
    func clock() throws {
        let signer = try LedgerFixture.signer()
        let store = try LedgerFixture.store(2, by: signer)
        try LedgerFixture.forge(store, signer.id, 2, by: signer) {
            $0.with("time", "2020-01-01T00:00:00.000Z")
        }
        let verdict = try LedgerFixture.verify(store, trust: [signer])
        #expect(verdict.ok && verdict.findings.contains { $0.code == "evidence.time-backwards" })
    }

    @Test("prints what scripts rely on, errors first, and heads that can be kept and given back")
    func json() throws {
        let signer = try LedgerFixture.signer()
        let store = try LedgerFixture.store(2, by: signer)
        try store.delete(LedgerKey.record(signer.id, 1), unlessWrittenSince: nil)
        let json = try LedgerFixture.verify(store).json
        #expect(try json.bool("ok") == false && json.int("records") == 1)
        #expect(try json.array("findings").first?.string("severity") == "error")
        let heads = try ChainHead.heads(json: JSON.parse(JSON.object(json.object("head")).canonical))
        #expect(heads[signer.id]?.sequence == 2)
        #expect(throws: LifeboatError.self) { try ChainHead.heads(json: ["nonsense": [:]]) }
    }
}
