import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Points")
struct PointTests {
    @Test("the id of a point is the SHA-256 of the stored bytes, and its key tells run, time and id")
    func identity() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(["a": "1"])
        let bytes = try fixture.store.get(point.reference.key, limit: 10_000)
        #expect(Hasher256.digest(of: bytes) == point.id.digest)
        #expect(point.reference.key == "points/\(Sample.run)/1795446000000-\(point.id).json")
        #expect(PointReference(key: point.reference.key) == point.reference)
        #expect(bytes == point.manifest.json.canonical)
    }

    @Test("early times are padded, and keys of any other form are no points")
    func keys() {
        let id = PointID(Hasher256.digest(of: "x"))
        let early = PointReference(run: Sample.run, created: Timestamp(milliseconds: 42), id: id)
        #expect(early.key.contains("/0000000000042-"))
        #expect(PointReference(key: early.key) == early)
        for key in [
            "points/\(Sample.run)/42-\(id).json", "points/\(Sample.run)/0000000000042-\(id)",
            "points/\(Sample.run)/+000000000042-\(id).json", "points/x/0000000000042-\(id).json",
            "points/\(Sample.run)/0000000000042-\(id.short).json", "points/\(Sample.run)/a/b.json", "points/",
            "points/\(Sample.run)/99999999999999999999-\(id).json",
            "points/\(Sample.run)/-000000000042-\(id).json",
        ] {
            #expect(PointReference(key: key) == nil, "\(key)")
        }
    }

    @Test("publishing twice is the same as once")
    func idempotent() throws {
        let fixture = try VaultFixture()
        let manifest = Sample.manifest()
        let first = try fixture.vault.publish(manifest)
        let written = try fixture.store.facts(first.key)?.written
        fixture.clock.advance(seconds: 60)
        #expect(try fixture.vault.publish(manifest) == first)
        #expect(try fixture.store.list("points/").count == 1)
        #expect(try fixture.store.facts(first.key)?.written == written)
    }

    @Test("publishing mends a manifest that is damaged, also one that grew over every limit")
    func heals() throws {
        let fixture = try VaultFixture()
        let manifest = Sample.manifest()
        let reference = try fixture.vault.publish(manifest)
        for damage in [[], [0x7B], [UInt8](repeating: 0x20, count: VaultFormat.manifestLimit + 1)]
            as [[UInt8]]
        {
            try fixture.store.tamper(reference.key) { $0 = damage }
            #expect(throws: LifeboatError.self) { try fixture.vault.point(reference) }
            _ = try fixture.vault.publish(manifest)
            #expect(try fixture.vault.point(reference).id == reference.id)
        }
    }

    @Test("edited, cut off and renamed manifests are found out, and the others are still read")
    func damaged() throws {
        let fixture = try VaultFixture()
        let good = try fixture.publish(["a": "1"], sequence: 1)
        fixture.clock.advance(seconds: 1)
        let bad = try fixture.publish(["a": "2"], sequence: 2)
        let bytes = try fixture.store.get(bad.reference.key, limit: 10_000)
        let edited = bytes.map { $0 == 0x37 ? 0x38 : $0 }
        for damage in [edited, Array(bytes.dropLast()), bytes + [0x20], []] {
            try fixture.store.tamper(bad.reference.key) { $0 = damage }
            let (points, findings) = try fixture.vault.points()
            #expect(points.map(\.id) == [good.id])
            #expect(findings.map(\.code) == ["vault.manifest-unreadable"])
            #expect(findings.first?.severity == .error)
            #expect(findings.first?.path.contains(bad.reference.key) == true)
        }
        try fixture.store.delete(bad.reference.key, unlessWrittenSince: nil)
        let later = PointReference(
            run: Sample.run,
            created: fixture.clock.now().adding(seconds: 5),
            id: bad.id
        )
        try fixture.store.put(later.key, bytes, .ifAbsent)
        #expect(try fixture.vault.points().findings.map(\.code) == ["vault.manifest-unreadable"])
    }

    @Test("strangers among the points are told")
    func strangers() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(["a": "1"])
        try fixture.store.put("points/README", [1], .ifAbsent)
        try fixture.store.put(point.reference.key + ".bak", [1], .ifAbsent)
        let (points, findings) = try fixture.vault.points()
        #expect(points.count == 1)
        #expect(findings.map(\.code) == ["vault.stranger", "vault.stranger"])
    }

    @Test("a manifest that is pruned between the listing and the read is no finding")
    func pruned() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(["a": "1"])
        let store = fixture.store
        let pruning = FaultyStore(store) { call in
            if call.method == .get, call.key == point.reference.key {
                _ = try? store.delete(call.key, unlessWrittenSince: nil)
            }
            return nil
        }
        let (points, findings) = try Vault(opening: pruning).points()
        #expect(points.isEmpty && findings.isEmpty)
    }

    @Test("points come newest first: by sequence, and by time and id only where that is equal")
    func order() throws {
        let fixture = try VaultFixture()
        var ids: [PointID] = []
        for (sequence, seconds) in [(1, 50.0), (2, 0.0), (3, 25.0), (3, 30.0)] {
            let time = VaultFixture.start.adding(seconds: seconds)
            let reference = try fixture.vault.publish(Sample.manifest(sequence: sequence, created: time))
            ids.insert(reference.id, at: 0)
        }
        #expect(try fixture.vault.points().points.map(\.id) == ids)
    }

    @Test("a manifest too long for readers is not published")
    func tooLong() throws {
        let fixture = try VaultFixture()
        var manifest = Sample.manifest()
        manifest.environment = .string(String(repeating: "x", count: VaultFormat.manifestLimit))
        let error = #expect(throws: LifeboatError.self) { try fixture.vault.publish(manifest) }
        #expect(error?.code == .failed)
        #expect(try fixture.store.list("points/").isEmpty)
    }

    @Test("a tree that does not fit its manifest is corrupt")
    func wrongCount() throws {
        let fixture = try VaultFixture()
        var manifest = try fixture.publish(["a": "1"]).manifest
        manifest.files = 2
        let error = #expect(throws: LifeboatError.self) { try fixture.vault.tree(of: manifest) }
        #expect(error?.code == .corrupt)
    }
}
