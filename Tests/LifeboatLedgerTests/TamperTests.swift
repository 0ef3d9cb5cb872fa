import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatLedger

@Suite("Tampering")
struct TamperTests {
    /// One way to tamper with four records of signer 1, and the errors that must tell of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let codes: Set<String>
        let tamper: @Sendable (MemoryStore, Signer) throws -> Void

        init(
            _ name: String,
            _ codes: Set<String>,
            _ tamper: @escaping @Sendable (MemoryStore, Signer) throws -> Void
        ) {
            (testDescription, self.codes, self.tamper) = (name, codes, tamper)
        }
    }

    @Test("is found out, and told for what it is", arguments: files + signatures + order)
    func found(_ tampering: Case) throws {
        let signer = try LedgerFixture.signer()
        let store = try LedgerFixture.store(4, by: signer)
        #expect(try LedgerFixture.verify(store, trust: [signer]).ok)
        try tampering.tamper(store, signer)
        let verdict = try LedgerFixture.verify(store, trust: [signer])
        #expect(!verdict.ok)
        #expect(LedgerFixture.errors(verdict) == tampering.codes)
    }

    private static func edit(_ store: MemoryStore, _ key: String, _ change: (String) -> String) throws {
        try store.tamper(key) { $0 = Array(change(String(decoding: $0, as: UTF8.self)).utf8) }
    }

    private static let files = [
        Case("garbage", ["evidence.unparsable", "evidence.chain-broken"]) { store, signer in
            try store.tamper(LedgerKey.record(signer.id, 2)) { $0 = [0xFF, 0x00] }
        },
        Case("an empty file at the end", ["evidence.unparsable"]) { store, signer in
            try store.tamper(LedgerKey.record(signer.id, 4)) { $0 = [] }
        },
        Case("half a file", ["evidence.unparsable"]) { store, signer in
            try store.tamper(LedgerKey.record(signer.id, 4)) { $0.removeLast($0.count / 2) }
        },
        Case("a file of more than 16 MiB", ["evidence.unreadable"]) { store, signer in
            try store.tamper(LedgerKey.record(signer.id, 4)) {
                $0 = [UInt8](repeating: 0x20, count: (16 << 20) + 1)
            }
        },
        Case("white space", ["evidence.unparsable"]) { store, signer in
            try edit(store, LedgerKey.record(signer.id, 4)) { $0 + " " }
        },
        Case("a second signature", ["evidence.unparsable"]) { store, signer in
            try edit(store, LedgerKey.record(signer.id, 4)) {
                $0.replacing("}]", with: "},{\"keyid\":\"\",\"sig\":\"\"}]")
            }
        },
    ]

    private static let signatures = [
        Case("an edited payload", ["evidence.signature-bad"]) { store, signer in
            try LedgerFixture.rewrite(store, signer.id, 4) { payload, signature in
                (payload.with("host", "elsewhere"), signature)
            }
        },
        Case("another signature", ["evidence.signature-bad"]) { store, signer in
            try LedgerFixture.rewrite(store, signer.id, 4) { payload, signature in
                (payload, signature.map { $0 ^ 1 })
            }
        },
        Case("a signature cut short", ["evidence.signature-bad"]) { store, signer in
            try LedgerFixture.rewrite(store, signer.id, 4) { payload, signature in
                (payload, signature.dropLast())
            }
        },
        Case("another key id", ["evidence.signer-mismatch"]) { store, signer in
            let other = try LedgerFixture.signer(2).id
            try edit(store, LedgerKey.record(signer.id, 4)) { $0.replacing(signer.id.text, with: other.text) }
        },
        Case("a record by another key under this signer's name", ["evidence.signer-mismatch"]) {
            store,
            signer in
            let other = try LedgerFixture.signer(2)
            try LedgerFixture.forge(store, signer.id, 4, by: other) {
                $0.with("publicKey", .string(other.publicKey.description))
            }
        },
        Case("a record by another key in this signer's name and key", ["evidence.signature-bad"]) {
            store,
            signer in
            try LedgerFixture.forge(store, signer.id, 4, by: LedgerFixture.signer(2)) { $0 }
        },
        Case("an unknown schema", ["evidence.schema-unknown"]) { store, signer in
            try LedgerFixture.forge(store, signer.id, 4, by: signer) {
                $0.with("schema", "lifeboat.evidence/2")
            }
        },
        Case("an unknown kind", ["evidence.schema-unknown"]) { store, signer in
            try LedgerFixture.forge(store, signer.id, 4, by: signer) { $0.with("kind", "party") }
        },
        Case("a missing member", ["evidence.unparsable"]) { store, signer in
            try LedgerFixture.forge(store, signer.id, 4, by: signer) { $0.with("time", nil) }
        },
        Case("a number below one", ["evidence.unparsable"]) { store, signer in
            try LedgerFixture.forge(store, signer.id, 4, by: signer) { $0.with("sequence", 0) }
        },
    ]

    private static let order = [
        Case("a record dropped from the middle", ["evidence.gap"]) { store, signer in
            try store.delete(LedgerKey.record(signer.id, 2), unlessWrittenSince: nil)
        },
        Case("the first records dropped", ["evidence.gap"]) { store, signer in
            for number in 1...2 {
                try store.delete(LedgerKey.record(signer.id, number), unlessWrittenSince: nil)
            }
        },
        Case("two records exchanged", ["evidence.misnamed", "evidence.chain-broken"]) { store, signer in
            let (second, third) = (LedgerKey.record(signer.id, 2), LedgerKey.record(signer.id, 3))
            let bytes = try (store.get(second, limit: 9999), store.get(third, limit: 9999))
            try store.put(second, bytes.1, .replacing)
            try store.put(third, bytes.0, .replacing)
        },
        Case("a record renamed", ["evidence.gap", "evidence.misnamed"]) { store, signer in
            let key = LedgerKey.record(signer.id, 4)
            try store.put(LedgerKey.record(signer.id, 9), store.get(key, limit: 9999), .ifAbsent)
            try store.delete(key, unlessWrittenSince: nil)
        },
        Case(
            "a record copied to the end",
            ["evidence.duplicate", "evidence.misnamed", "evidence.chain-broken"]
        ) { store, signer in
            let bytes = try store.get(LedgerKey.record(signer.id, 2), limit: 9999)
            try store.put(LedgerKey.record(signer.id, 5), bytes, .ifAbsent)
        },
        Case("a record signed anew by its own key", ["evidence.chain-broken"]) { store, signer in
            try LedgerFixture.forge(store, signer.id, 2, by: signer) { $0.with("host", "elsewhere") }
        },
        Case("a first record that names one before it", ["evidence.chain-broken"]) { store, signer in
            for number in 2...4 {
                try store.delete(LedgerKey.record(signer.id, number), unlessWrittenSince: nil)
            }
            try LedgerFixture.forge(store, signer.id, 1, by: signer) {
                $0.with("previous", .string(Hasher256.digest(of: "x").hex))
            }
        },
        Case("a chain by a key that is not pinned", ["evidence.signer-untrusted"]) { store, _ in
            try LedgerFixture.extend(store, LedgerFixture.signer(2), by: 1)
        },
    ]

    @Test("no byte of any record can change unseen: every byte of the newest, with a random change")
    func everyByte() throws {
        let signer = try LedgerFixture.signer()
        let store = try LedgerFixture.store(1, by: signer)
        let key = LedgerKey.record(signer.id, 1)
        let bytes = try store.get(key, limit: 9999)
        var random = SeededGenerator(seed: 7)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= .random(in: 1...255, using: &random)
            let link = ChainLink(key: key, signer: signer.id, number: 1, bytes: changed)
            #expect(!link.problems.isEmpty, "byte \(index)")
        }
    }

    @Test("nor can a byte of any record in a chain", arguments: 0..<10)
    func sampledBytes(_ seed: UInt64) throws {
        let signer = try LedgerFixture.signer()
        let original = try LedgerFixture.store(3, by: signer)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<30 {
            let store = original.copy()
            let key = LedgerKey.record(signer.id, .random(in: 1...3, using: &random))
            try store.tamper(key) { bytes in
                bytes[.random(in: bytes.indices, using: &random)] ^=
                    1 << UInt8.random(in: 0..<8, using: &random)
            }
            #expect(try !LedgerFixture.verify(store, trust: [signer]).ok)
        }
    }

    @Test("files that are no records are told")
    func strays() throws {
        let signer = try LedgerFixture.signer()
        let store = try LedgerFixture.store(1, by: signer)
        let strays = [
            "evidence/README", "evidence/\(signer.id)/1.json", "evidence/\(signer.id)/000000000000.json",
            "evidence/\(signer.id)/000000000001.json.bak", "evidence/UPPER/000000000001.json",
        ]
        for key in strays { try store.put(key, [1], .ifAbsent) }
        let found = try LedgerFixture.verify(store, trust: [signer]).findings.filter {
            $0.code == "evidence.stray"
        }
        #expect(found.map(\.path).sorted() == strays.sorted())
    }
}
