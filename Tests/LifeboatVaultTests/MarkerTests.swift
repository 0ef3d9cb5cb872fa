import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import Testing

@testable import LifeboatVault

@Suite("Marker")
struct MarkerTests {
    private static let good: JSON = [
        "format": "lifeboat-vault", "version": 1, "set": "s", "created": "2026-11-23T15:00:00.000Z",
        "requires": [], "uses": [], "keys": nil,
    ]

    private static func open(_ json: JSON) throws -> Vault {
        let store = MemoryStore()
        try store.put(VaultFormat.markerKey, json.canonical, .ifAbsent)
        return try Vault(opening: store)
    }

    @Test("making a vault writes the marker once, opening reads it")
    func makes() throws {
        let store = MemoryStore()
        let made = try Vault(making: store, set: "first", at: VaultFixture.start)
        let again = try Vault(making: store, set: "second", at: VaultFixture.start.adding(seconds: 9))
        #expect(made.marker == VaultMarker(set: "first", created: VaultFixture.start))
        #expect(again.marker == made.marker)
        let bytes = try Golden.bytes("marker.json")
        #expect(try store.get(VaultFormat.markerKey, limit: 1000) == bytes)
    }

    @Test("what later versions add is left alone")
    func additions() throws {
        #expect(try Self.open(Self.good.with("uses", ["packs"]).with("more", 1)).marker.set == "s")
    }

    @Test("a newer format and unknown required features are refused, with what to do")
    func newer() throws {
        let features: [JSON] = [["encryption"], [7], [["a": 1]], [nil]]
        for json in [Self.good.with("version", 2)] + features.map({ Self.good.with("requires", $0) }) {
            let error = #expect(throws: LifeboatError.self) { try Self.open(json) }
            #expect(error?.code == .unsupported)
            #expect(error?.hint?.contains("newer lifeboat") == true)
            #expect(error?.path?.contains(VaultFormat.markerKey) == true)
        }
    }

    @Test(
        "a damaged marker is corrupt, and the error names it",
        arguments: [
            ("format", "other"), ("version", 0), ("version", -1), ("version", "1"), ("version", .double(1.5)),
            ("created", "yesterday"), ("set", nil), ("requires", nil),
        ] as [(String, JSON)]
    )
    func damaged(key: String, value: JSON) throws {
        let error = #expect(throws: LifeboatError.self) { try Self.open(Self.good.with(key, value)) }
        #expect(error?.code == .corrupt)
        #expect(error?.path?.contains(VaultFormat.markerKey) == true)
    }

    @Test("without a marker there is no vault, and a store of something else is not made one")
    func missing() throws {
        let store = MemoryStore()
        #expect(throws: LifeboatError.self) { try Vault(opening: store) }
        try store.put("holiday.jpg", [1], .ifAbsent)
        let error = #expect(throws: LifeboatError.self) {
            try Vault(making: store, set: "s", at: VaultFixture.start)
        }
        #expect(error?.code == .conflict)
        #expect(error?.message.contains("holiday.jpg") == true)
        #expect(try store.list("").map(\.key) == ["holiday.jpg"])
    }

    @Test("a vault that lost its marker gets one again and keeps its points")
    func lostMarker() throws {
        let fixture = try VaultFixture()
        let point = try fixture.publish(["a": "1"])
        try fixture.store.delete(VaultFormat.markerKey, unlessWrittenSince: nil)
        let again = try Vault(making: fixture.store, set: "other", at: VaultFixture.start)
        #expect(try again.points().points.map(\.id) == [point.id])
    }
}
