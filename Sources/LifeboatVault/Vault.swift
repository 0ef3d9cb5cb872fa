public import LifeboatCore
public import LifeboatTiers

/// Lifeboat's layout inside one store: self-describing and complete in itself.
public struct Vault: Sendable {
    /// The store it lies in.
    public let store: any Store
    /// What its marker says.
    public let marker: VaultMarker
    /// Whether older versions take the place of what is gone or damaged.
    let recalls: Bool
    /// Whether the marker came from an older version.
    let isMarkerRecalled: Bool
    let recalled = RecalledKeys()

    /// The path or URL, for people.
    public var address: String { store.address }

    /// Opens an existing vault. Throws `notFound` without a marker, `unsupported` for a newer format.
    ///
    /// Where the store keeps versions, what was deleted or overwritten is read from the version that fits its
    /// digest, and the findings of `points` and `recalledObjects` say so.
    public init(opening store: any Store) throws {
        let path = "\(store.address)/\(VaultFormat.markerKey)"
        let bytes: [UInt8]
        do { bytes = try store.get(VaultFormat.markerKey, limit: VaultFormat.manifestLimit) } catch let error
            as LifeboatError where Self.mayBeRecalled(error)
        {
            if let marker = try Self.recalledMarker(store, path) {
                self.init(store, marker, isMarkerRecalled: true)
                return
            }
            guard error.code == .notFound else { throw error }
            throw LifeboatError(
                .notFound,
                "there is no vault here (\(VaultFormat.markerKey) is missing)",
                path: store.address,
                hint: "Check the path. `lifeboat protect` makes the vaults of the tiers of a policy."
            )
        }
        do { self.init(store, try VaultMarker(bytes: bytes, path: path)) } catch let error as LifeboatError {
            guard error.code == .corrupt, let marker = try Self.recalledMarker(store, path) else {
                throw LifeboatError(
                    error.code,
                    error.message,
                    path: path,
                    hint: error.hint ?? Self.markerHint
                )
            }
            self.init(store, marker, isMarkerRecalled: true)
        }
    }

    /// Opens the vault in `store`, and makes it where there is none. A store that holds something else is
    /// refused.
    public init(making store: any Store, set: String, at time: Timestamp) throws {
        let key = VaultFormat.markerKey
        if try store.facts(key) == nil {
            if let marker = try Self.recalledMarker(store, "\(store.address)/\(key)") {
                try store.put(key, marker.json.canonical, .ifAbsent)
            } else if let stranger = try store.list("").first(where: { !Self.isOwn($0.key) }) {
                throw LifeboatError(
                    .conflict,
                    "holds something else already (\(stranger.key)); a vault needs a place of its own",
                    path: store.address,
                    hint: "Name an empty directory in the policy."
                )
            } else {
                try store.put(key, VaultMarker(set: set, created: time).json.canonical, .ifAbsent)
            }
        }
        try self.init(opening: store)
    }

    init(_ store: any Store, _ marker: VaultMarker, recalls: Bool = true, isMarkerRecalled: Bool = false) {
        self.store = store
        self.marker = marker
        self.recalls = recalls
        self.isMarkerRecalled = isMarkerRecalled
    }

    /// The oldest version of the marker that is one; nil where there is none.
    private static func recalledMarker(_ store: any Store, _ path: String) throws -> VaultMarker? {
        let limit = VaultFormat.manifestLimit
        for version in try store.versions(of: VaultFormat.markerKey).reversed() where version.size <= limit {
            let bytes = try? [UInt8](unsafeUninitializedCapacity: version.size) { buffer, count in
                let window = UnsafeMutableRawBufferPointer(buffer)
                try store.read(
                    VaultFormat.markerKey,
                    version: version.id,
                    at: 0,
                    into: UnsafeMutableRawBufferPointer(rebasing: window[..<version.size])
                )
                count = version.size
            }
            if let marker = bytes.flatMap({ try? VaultMarker(bytes: $0, path: path) }) { return marker }
        }
        return nil
    }

    private static let markerHint =
        "Run the same command again. When it stays, the marker is damaged: put back an older version of this"
        + " file alone, or begin another vault elsewhere; the points in this one can still be read by hand."

    private static func isOwn(_ key: String) -> Bool {
        VaultFormat.prefixes.contains { key.hasPrefix($0) }
    }
}
