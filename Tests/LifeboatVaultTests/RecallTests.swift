import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("What was deleted or overwritten is read from older versions")
struct RecallTests {
    private static let files = ["weights/last.pt": "some weights", "args.yaml": "epochs: 3"]

    /// A vault with one point in a store with versions.
    private struct Place {
        let clock = ManualClock(VaultFixture.start)
        let store: VersionedStore
        let vault: Vault
        let point: Point

        init() throws {
            store = VersionedStore(clock: clock)
            vault = try Vault(making: store, set: "the-set", at: VaultFixture.start)
            let writer = try ObjectWriter(vault)
            let tree = try VaultFixture.tree(RecallTests.files, with: writer)
            var manifest = Sample.manifest(sequence: 1, created: clock.now())
            manifest.listings = try TreeWriter.write(tree, with: writer)
            manifest.files = tree.files
            manifest.bytes = tree.bytes
            point = try vault.point(writer.publish(manifest, objects: manifest.listings + tree.objects))
        }

        /// What a thief of a writer's credentials can do to everything.
        func ruin(overwriting: Bool, deleting: Bool) throws {
            for facts in try store.list("") {
                if overwriting { try store.put(facts.key, Array("ransom".utf8), .replacing) }
                if deleting { try store.delete(facts.key, unlessWrittenSince: nil) }
            }
        }

        func check(_ vault: Vault) throws -> VaultCheck {
            try VaultCheck(
                vault,
                readingData: true,
                workers: Workers(width: 2),
                progress: SilentProgress(),
                cancellation: Cancellation()
            )
        }
    }

    private static func contents(_ vault: Vault, _ point: Point) throws -> [String: String] {
        let tree = try vault.tree(of: point.manifest)
        var contents: [String: String] = [:]
        for entry in tree.entries where entry.isFile {
            let bytes = try entry.pieces.flatMap { try vault.bytes($0, of: tree) }
            contents["\(entry.name)"] = String(decoding: bytes, as: UTF8.self)
        }
        return contents
    }

    @Test(arguments: [(true, false), (false, true), (true, true)])
    func everythingComesBack(_ overwriting: Bool, _ deleting: Bool) throws {
        let place = try Place()
        try place.ruin(overwriting: overwriting, deleting: deleting)
        let vault = try Vault(opening: place.store)
        #expect(vault.marker == place.vault.marker)
        let (points, findings) = try vault.points()
        #expect(points.map(\.id) == [place.point.id])
        #expect(findings.map(\.code) == ["vault.points-hidden"])
        #expect(findings.first?.message.contains("1 manifest and the marker were") == true)
        #expect(try vault.pointReferences() == [place.point.reference])
        #expect(try Self.contents(vault, points[0]) == Self.files)
        let note = try #require(vault.recalledObjects)
        #expect(note.code == "vault.objects-hidden" && note.severity == .error)
        // Nobody sees it who takes things as they stand.
        #expect(try vault.asItStands.points().points.isEmpty)
    }

    @Test func aBundleIsReadFromAnOlderVersion() throws {
        let place = try Place()
        let tree = try place.vault.tree(of: place.point.manifest)
        let entry = try #require(tree.entries.first { $0.isFile })
        let bundle = tree.objects[entry.pieces[0].object]
        let wrong = [UInt8](repeating: 7, count: bundle.length)
        try place.store.put(VaultFormat.objectKey(bundle.name), wrong, .replacing)
        let bytes = try place.vault.withMembers(of: bundle) { member in try Array(member(entry.pieces[0])) }
        #expect(bytes == (try place.vault.bytes(entry.pieces[0], of: tree)))
        #expect(place.vault.recalledObjects != nil)
    }

    @Test func aCheckTellsItAndNotesWhatHasToBeWrittenAgain() throws {
        let place = try Place()
        #expect(try place.check(place.vault).isGood)
        try place.ruin(overwriting: true, deleting: false)
        let check = try place.check(Vault(opening: place.store))
        #expect(!check.isGood && check.damage.points == [place.point.id])
        let codes = Set(check.findings.map(\.code))
        #expect(codes.isSuperset(of: ["vault.points-hidden", "vault.objects-hidden", "vault.object-size"]))
        let tree = try place.vault.tree(of: place.point.manifest)
        #expect(check.damage.names == Set((tree.objects + place.point.manifest.listings).map(\.name)))

        let vault = try Vault(opening: place.store)
        let writer = try ObjectWriter(vault, damaged: check.damage.names)
        for object in check.damage.objects { _ = try writer.store(vault.bytes(object)) }
        try vault.reinstate(check.damage.points)
        let mended = try place.check(Vault(opening: place.store))
        #expect(mended.isGood && mended.findings.isEmpty)
    }

    @Test func aPrunedPointStaysAwayAlsoWhenTheRecordOfItIsHidden() throws {
        let place = try Place()
        try place.vault.announcePruning(of: [place.point.id])
        #expect(try place.vault.points().points.map(\.id) == [place.point.id])
        try place.store.delete(place.point.reference.key, unlessWrittenSince: nil)
        #expect(try place.vault.points().points.isEmpty && place.vault.points().findings.isEmpty)
        try place.ruin(overwriting: true, deleting: true)
        #expect(try Vault(opening: place.store).pointReferences().isEmpty)
    }

    @Test func noOlderVersionThatDoesNotFitIsTaken() throws {
        let place = try Place()
        let key = place.point.reference.key
        let bare = VersionedStore()
        for facts in try place.store.list("") {
            let bytes = try place.store.get(facts.key, limit: 1 << 20)
            // Only ever the wrong bytes, in both of two versions.
            if facts.key != key { try bare.put(facts.key, bytes, .replacing) }
        }
        for text in ["one", "two"] { try bare.put(key, Array(text.utf8), .replacing) }
        let (points, findings) = try Vault(opening: bare).points()
        #expect(points.isEmpty && findings.map(\.code) == ["vault.manifest-unreadable"])
    }

    @Test func makingAVaultWhereOneWasDeletedTakesItsMarker() throws {
        let place = try Place()
        try place.ruin(overwriting: false, deleting: true)
        let again = try Vault(making: place.store, set: "another", at: VaultFixture.start)
        #expect(again.marker == place.vault.marker)
    }
}
