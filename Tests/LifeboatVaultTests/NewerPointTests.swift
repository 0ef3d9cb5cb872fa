import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Points of a newer version")
struct NewerPointTests {
    private static let changes: [(String, JSON)] = [
        ("schema", "lifeboat.manifest/2"), ("requires", ["encryption"]), ("parts", [["rank": 1]]),
    ]

    /// Publishes what a newer version would.
    private static func put(_ manifest: Manifest, _ key: String, _ value: JSON, in store: MemoryStore) throws
        -> PointReference
    {
        let bytes = manifest.json.with(key, value).canonical
        let id = PointID(Hasher256.digest(of: bytes))
        let reference = PointReference(run: manifest.run, created: manifest.created, id: id)
        try store.put(reference.key, bytes, .ifAbsent)
        return reference
    }

    @Test("are told under their own code, and are no damage")
    func told() throws {
        for (key, value) in Self.changes {
            let fixture = try VaultFixture()
            let point = try fixture.publish(["a": "1"])
            let newer = try Self.put(point.manifest, key, value, in: fixture.store)
            let (points, findings) = try fixture.vault.points()
            #expect(points.map(\.id) == [point.id])
            #expect(findings.map(\.code) == ["vault.point-newer"], "\(key)")
            #expect(findings[0].severity == .error && findings[0].path.hasSuffix(newer.key))
            #expect(findings[0].message.contains("needs a newer lifeboat"))
            let check = try fixture.check()
            #expect(check.findings.map(\.code) == ["vault.point-newer"] && check.damage.isNone)
        }
    }

    @Test("a vault that holds nothing else is not without points")
    func alone() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(["a": "1"])
        try fixture.store.delete(point.reference.key, unlessWrittenSince: nil)
        _ = try Self.put(point.manifest, "schema", "lifeboat.manifest/2", in: fixture.store)
        #expect(try fixture.codes() == ["vault.point-newer"])
    }

    @Test("so are points whose listings are newer")
    func listing() throws {
        let fixture = try VaultFixture()
        let header: JSON = ["schema": "lifeboat.listing/2", "requires": [], "objects": []]
        var manifest = Sample.manifest()
        manifest.listings = [try ObjectWriter(fixture.vault).store(header.canonical + [0x0A])]
        _ = try fixture.vault.publish(manifest)
        let check = try fixture.check()
        #expect(check.findings.map(\.code) == ["vault.point-newer"] && check.damage.isNone)
    }

    @Test("what they need is not condemned: nothing is while one is there")
    func collected() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(["a": "1"])
        try fixture.store.delete(point.reference.key, unlessWrittenSince: nil)
        _ = try Self.put(point.manifest, "schema", "lifeboat.manifest/2", in: fixture.store)
        let before = try fixture.store.list("").map(\.key)
        var random = SeededGenerator(seed: 1)
        let error = #expect(throws: LifeboatError.self) {
            try Collector(fixture.vault, clock: fixture.clock, graceSeconds: 0)
                .run(dryRun: false, cancellation: Cancellation(), using: &random)
        }
        #expect(error?.code == .unsupported && error?.hint == "Install a newer lifeboat.")
        #expect(try fixture.store.list("").map(\.key) == before)
    }
}
