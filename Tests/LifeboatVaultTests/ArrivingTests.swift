import LifeboatCore
import LifeboatTestSupport
import Testing

@testable import LifeboatVault

@Suite("Points on their way")
struct ArrivingTests {
    private static let files = ["a.txt": "one", "b.txt": "two"]

    private func key(_ text: String) -> String { VaultFormat.objectKey(Hasher256.digest(of: text)) }

    @Test("a young point that lacks an object or a listing is arriving; an old one and a damaged one are not")
    func arriving() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(Self.files)
        let before = point.manifest.created.adding(seconds: -1)
        #expect(try fixture.vault.arriving([point], since: before).isEmpty)
        let listing = VaultFormat.objectKey(point.manifest.listings[0].name)
        for lost in [key("two"), listing] {
            let store = fixture.store.copy()
            try store.delete(lost, unlessWrittenSince: nil)
            let vault = try Vault(opening: store)
            #expect(try vault.arriving([point], since: before) == [point.id])
            #expect(try vault.arriving([point], since: point.manifest.created).isEmpty)
            #expect(try vault.arriving([point], since: nil).isEmpty)
            try store.tamper(key("one")) { $0.append(0) }
            // Behind a listing that is not there nobody sees what is damaged.
            #expect(try vault.arriving([point], since: before).isEmpty == (lost != listing))
        }
        let store = fixture.store.copy()
        try store.delete(key("two"), unlessWrittenSince: nil)
        try store.tamper(listing) { $0[0] ^= 1 }
        #expect(try Vault(opening: store).arriving([point], since: before).isEmpty)
    }

    @Test("a check warns of what is arriving and calls what is late an error")
    func check() throws {
        let fixture = try VaultFixture()
        try fixture.publish(["a.txt": "one"])
        fixture.clock.advance(seconds: 60)
        let point = try fixture.publish(Self.files, sequence: 2)
        try fixture.store.delete(key("two"), unlessWrittenSince: nil)
        func check(since time: Timestamp?) throws -> VaultCheck {
            try VaultCheck(
                fixture.vault,
                readingData: true,
                arrivingSince: time,
                workers: Workers(width: 1),
                progress: SilentProgress(),
                cancellation: Cancellation()
            )
        }
        let early = try check(since: point.manifest.created.adding(seconds: -1))
        #expect(early.isGood && early.findings.map(\.code) == ["vault.point-arriving"])
        #expect(early.points == 2 && early.damage.isNone)
        let late = try check(since: point.manifest.created)
        #expect(!late.isGood && late.findings.map(\.code) == ["vault.object-missing"])
    }
}
