import LifeboatCore
import LifeboatTestSupport
import Testing

@testable import LifeboatLedger

@Suite("LedgerVerifier")
struct LedgerVerifierTests {
    @Test("accepts a sound chain and says what it cannot know")
    func sound() throws {
        let signer = try LedgerFixture.signer()
        let store = try LedgerFixture.store(3, by: signer)
        let verdict = try LedgerFixture.verify(store, trust: [signer])
        #expect(verdict.ok)
        #expect(verdict.records == 3)
        #expect(verdict.heads[signer.id]?.sequence == 3)
        #expect(verdict.findings.map(\.code) == ["evidence.tail-unproven"])
    }
}
