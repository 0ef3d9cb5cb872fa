import LifeboatCore
import LifeboatTestSupport
import LifeboatTiers
import LifeboatVault
import Synchronization
import Testing

@testable import LifeboatRecovery

/// A manifest is written when everything it leads to is there, in the tier that captures and in those that
/// copy.
@Suite("Publishing comes last")
struct OrderTests {
    /// Looks at every manifest in the moment it is put: what the store lacks then is noted.
    private static func watching(_ missing: Calls, _ manifests: Calls) -> @Sendable (any Store) -> any Store {
        { store in
            WatchingStore(store) { key, bytes in
                guard PointReference(key: key) != nil else { return }
                manifests.note("\(store.address.suffix(4)) \(key)")
                let manifest = try Manifest(bytes: bytes, path: key)
                for listing in manifest.listings {
                    let name = VaultFormat.objectKey(listing.name)
                    guard try store.facts(name)?.size == listing.storedLength else {
                        missing.note("listing \(name)")
                        continue
                    }
                    // The first line of a listing leads to all objects of its entries.
                    let head = try store.get(name, limit: 1 << 25).prefix { $0 != 0x0A }
                    for object in try JSON.parse(head).array("objects").map(ObjectReference.init(json:)) {
                        let name = VaultFormat.objectKey(object.name)
                        if try store.facts(name)?.size != object.storedLength {
                            missing.note("object \(name)")
                        }
                    }
                }
            }
        }
    }

    @Test("no manifest is put before what it leads to, in either tier", arguments: [1, 4])
    func order(width: Int) throws {
        try Scene.with { scene in
            scene.tiers = ["disk", "copy"]
            scene.width = width
            let missing = Calls()
            let manifests = Calls()
            scene.wrap = Self.watching(missing, manifests)
            let files = try Files(scene.source)
            for round in 0..<3 {
                for run in ["one", "two"] {
                    try files.put("\(run)/args.yaml", "args")
                    try files.put("\(run)/weights/large", [UInt8](repeating: UInt8(round), count: 1_200_000))
                    try files.put("\(run)/notes", "\(run) \(round)")
                }
                #expect(try scene.protect().isGood)
            }
            #expect(manifests.all.count { $0.hasPrefix("disk") } == 6)
            #expect(manifests.all.count { $0.hasPrefix("copy") } == 6)
            #expect(missing.all == [])
        }
    }
}

/// Shows every put to a witness before it is passed on.
private struct WatchingStore: Store {
    let store: any Store
    let witness: @Sendable (String, [UInt8]) throws -> Void

    init(_ store: any Store, _ witness: @escaping @Sendable (String, [UInt8]) throws -> Void) {
        self.store = store
        self.witness = witness
    }

    var address: String { store.address }

    func put(_ key: String, _ bytes: UnsafeRawBufferPointer, _ mode: PutMode) throws -> Bool {
        try witness(key, Array(bytes))
        return try store.put(key, bytes, mode)
    }

    func get(_ key: String, limit: Int) throws -> [UInt8] { try store.get(key, limit: limit) }

    func read(_ key: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try store.read(key, at: offset, into: buffer)
    }

    func facts(_ key: String) throws -> StoredFacts? { try store.facts(key) }

    func list(_ prefix: String) throws -> [StoredFacts] { try store.list(prefix) }

    func delete(_ key: String, unlessWrittenSince time: Timestamp?) throws -> Bool {
        try store.delete(key, unlessWrittenSince: time)
    }

    func sweep(olderThan time: Timestamp) throws -> Int { try store.sweep(olderThan: time) }
}
