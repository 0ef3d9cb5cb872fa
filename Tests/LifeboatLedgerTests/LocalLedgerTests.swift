import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatLedger

@Suite("LocalLedger")
struct LocalLedgerTests {
    @discardableResult
    static func append(_ ledger: LocalLedger, _ note: String = "", host: String = "gpu-1") throws
        -> EvidenceRecord
    {
        try ledger.append(
            kind: .protect,
            body: ["note": .string(note)],
            heads: [:],
            time: LedgerFixture.time(0),
            host: host
        )
    }

    @Test("keeps a chain on disk that verifies and goes on where it was")
    func chain() throws {
        try withScratchDirectory { path in
            let signer = try LedgerFixture.signer()
            for number in 1...3 {
                let ledger = try LocalLedger(path: "\(path)/state", signer: signer)
                #expect(try Self.append(ledger).sequence == number)
            }
            let contents = try LocalLedger(path: "\(path)/state", signer: signer).contents()
            let verdict = LedgerVerifier(trust: [signer.publicKey]).verify(contents)
            #expect(verdict.ok && verdict.records == 3)
        }
    }

    @Test("a record is read back as it was given, signed at its exact place")
    func record() throws {
        try withScratchDirectory { path in
            let signer = try LedgerFixture.signer()
            let ledger = try LocalLedger(path: path, signer: signer)
            let other = try LedgerFixture.signer(2).id
            let head = ChainHead(sequence: 4, digest: Hasher256.digest(of: "x"))
            let body: JSON = ["text": "é\u{1}", "number": .double(0.1), "deep": [[["x"]]]]
            let made = try ledger.append(
                kind: .drill,
                body: body,
                heads: [other: head, signer.id: head],
                time: LedgerFixture.time(5),
                host: "gpu-1"
            )
            #expect(made.kind == .drill && made.body == body && made.host == "gpu-1")
            #expect(made.time == LedgerFixture.time(5) && made.sequence == 1 && made.previous == nil)
            #expect(made.heads == [other: head], "a chain does not vouch for itself")
            #expect(try ledger.contents().records == [made])
            let bytes = try Directory(path).open(FileName("evidence/\(signer.id)/000000000001.json"))
                .contents(limit: 9999)
            #expect(try ledger.head() == ChainHead(sequence: 1, digest: Hasher256.digest(of: bytes)))
        }
    }

    @Test("many threads, each with its own view, make one chain without a gap")
    func concurrency() throws {
        try withScratchDirectory { path in
            let signer = try LedgerFixture.signer()
            let numbers = try Workers(width: 8).map(40) { index in
                try Self.append(LocalLedger(path: path, signer: signer), "\(index)").sequence
            }
            #expect(numbers.sorted() == Array(1...40))
            let contents = try LocalLedger(path: path, signer: signer).contents()
            #expect(LedgerVerifier(trust: [signer.publicKey]).verify(contents).ok)
            #expect(Set(try contents.records.map { try $0.body.string("note") }).count == 40)
        }
    }

    @Test(
        "a failure leaves the record or nothing, and the next one goes on",
        arguments: [FaultyStore.Moment.before, .after]
    )
    func faults(_ moment: FaultyStore.Moment) throws {
        try withScratchDirectory { path in
            let signer = try LedgerFixture.signer()
            let inner = try DirectoryStore.make("\(path)/state")
            var call = 1
            while true {
                // Every call in turn fails, until an append needs no more calls than that.
                let before = try LedgerReader(inner).chain(signer.id).links.count
                let store = FaultyStore.failing(call, moment, on: inner)
                let ledger = LocalLedger(outbox: store, lockPath: "\(path)/lock", signer: signer)
                let failed = (try? Self.append(ledger)) == nil
                let chain = try LedgerReader(inner).chain(signer.id)
                #expect(chain.links.count == before || chain.links.count == before + 1)
                let contents = LedgerContents(address: "", chains: [chain], strays: [])
                #expect(LedgerVerifier(trust: [signer.publicKey]).verify(contents).ok)
                call += 1
                guard failed else { break }
            }
            #expect(call > 3)
        }
    }

    @Test("what a write that was killed left behind is no record")
    func leftover() throws {
        try withScratchDirectory { path in
            let signer = try LedgerFixture.signer()
            let ledger = try LocalLedger(path: path, signer: signer)
            try Self.append(ledger)
            let left = FileName("evidence/\(signer.id)/\(Directory.temporaryPrefix)1-x")
            try Directory(path).write([1], to: left, replacing: false)
            #expect(try Self.append(ledger).sequence == 2)
        }
    }

    @Test("a damaged chain is not continued, and the error says what to do")
    func damaged() throws {
        try withScratchDirectory { path in
            let signer = try LedgerFixture.signer()
            let ledger = try LocalLedger(path: path, signer: signer)
            for _ in 0..<3 { try Self.append(ledger) }
            try Directory(path).removeFile(FileName("evidence/\(signer.id)/000000000002.json"))
            let gap = #expect(throws: LifeboatError.self) { try Self.append(ledger) }
            #expect(gap?.code == .corrupt && gap?.hint != nil)
            try Directory(path).write(
                [1],
                to: FileName("evidence/\(signer.id)/000000000003.json"),
                replacing: true
            )
            #expect(throws: LifeboatError.self) { try ledger.head() }
        }
    }

    @Test("what could not be read back is not recorded")
    func unreadable() throws {
        try withScratchDirectory { path in
            let ledger = try LocalLedger(path: path, signer: LedgerFixture.signer())
            let deep = (0..<70).reduce(JSON.null) { value, _ in .array([value]) }
            let large = JSON.string(String(repeating: "x", count: 13 << 20))
            for body in [deep, large] {
                #expect(throws: LifeboatError.self) {
                    try ledger.append(
                        kind: .gc,
                        body: body,
                        heads: [:],
                        time: LedgerFixture.time(0),
                        host: ""
                    )
                }
            }
            #expect(try ledger.head() == nil)
        }
    }
}
