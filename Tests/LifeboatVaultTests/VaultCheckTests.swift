import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Check of a vault")
struct VaultCheckTests {
    private static let files = ["a": "one", "b/c": "two", "d": "three"]

    @Test("a whole vault is good, and its numbers are right")
    func good() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(Self.files)
        fixture.clock.advance(seconds: 1)
        try fixture.publish(Self.files.merging(["e": "four"]) { a, _ in a }, sequence: 2)
        let check = try fixture.check()
        #expect(check.isGood && check.findings.isEmpty)
        #expect(check.points == 2 && check.objects == 6 && check.unreferenced == 0)
        let listings = try fixture.vault.points().points.flatMap(\.manifest.listings)
        #expect(check.bytes == "onetwothreefour".utf8.count + listings.reduce(0) { $0 + $1.length })
        try fixture.store.delete(point.reference.key, unlessWrittenSince: nil)
        #expect(try fixture.check().unreferenced == 1)
    }

    @Test("each damage is found under its own code")
    func damages() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(Self.files)
        let object = VaultFormat.objectKey(Hasher256.digest(of: "two"))
        let listing = VaultFormat.objectKey(point.manifest.listings[0].name)
        let damages: [(String, (MemoryStore) throws -> Void)] = [
            ("vault.object-missing", { try $0.delete(object, unlessWrittenSince: nil) }),
            ("vault.object-size", { try $0.tamper(object) { $0.append(0) } }),
            ("vault.object-corrupt", { try $0.tamper(object) { $0[0] ^= 1 } }),
            ("vault.listing-unreadable", { try $0.tamper(listing) { $0[0] ^= 1 } }),
            ("vault.listing-unreadable", { try $0.delete(listing, unlessWrittenSince: nil) }),
            ("vault.manifest-unreadable", { try $0.tamper(point.reference.key) { $0[0] ^= 1 } }),
            ("vault.stranger", { try $0.put("points/x", [], .ifAbsent) }),
            ("vault.stranger", { try $0.put("objects/x", [], .ifAbsent) }),
            ("vault.gc-unreadable", { try $0.put("gc/x", [], .ifAbsent) }),
        ]
        for (code, damage) in damages {
            let copy = fixture.store.copy()
            try damage(copy)
            let check = try VaultCheck(
                Vault(opening: copy),
                readingData: true,
                workers: Workers(width: 2),
                progress: SilentProgress(),
                cancellation: Cancellation()
            )
            #expect(check.findings.map(\.code) == [code])
            #expect(check.isGood == (code == "vault.stranger"))
            #expect(check.json["ok"] == .bool(check.isGood))
        }
    }

    @Test("without reading data a changed byte stays unseen, and no object but listings is read")
    func lengthsOnly() throws {
        let fixture = try VaultFixture()
        try fixture.publish(Self.files)
        try fixture.store.tamper(VaultFormat.objectKey(Hasher256.digest(of: "two"))) { $0[0] ^= 1 }
        #expect(try fixture.check(readingData: false).isGood)
        #expect(try !fixture.check(readingData: true).isGood)
    }

    @Test("a cancelled check is interrupted")
    func cancelled() throws {
        let fixture = try VaultFixture()
        try fixture.publish(Self.files)
        let cancellation = Cancellation()
        cancellation.cancel()
        let error = #expect(throws: LifeboatError.self) {
            try VaultCheck(
                fixture.vault,
                readingData: false,
                workers: Workers(width: 1),
                progress: SilentProgress(),
                cancellation: cancellation
            )
        }
        #expect(error?.code == .interrupted)
    }
}
