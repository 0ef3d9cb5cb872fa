public import LifeboatCore
public import LifeboatTiers

/// Lifeboat's layout inside one store: self-describing and complete in itself.
public struct Vault: Sendable {
    /// The store it lies in.
    public let store: any Store
    /// What its marker says.
    public let marker: VaultMarker

    /// The path or URL, for people.
    public var address: String { store.address }

    /// Opens an existing vault. Throws `notFound` without a marker, `unsupported` for a newer format.
    public init(opening store: any Store) throws {
        let path = "\(store.address)/\(VaultFormat.markerKey)"
        let bytes: [UInt8]
        do { bytes = try store.get(VaultFormat.markerKey, limit: VaultFormat.manifestLimit) } catch let error
            as LifeboatError where error.code == .notFound
        {
            throw LifeboatError(
                .notFound,
                "there is no vault here (\(VaultFormat.markerKey) is missing)",
                path: store.address,
                hint: "Check the path, or make a vault with `lifeboat vault init` or `lifeboat protect`."
            )
        }
        self.store = store
        do { marker = try VaultMarker(bytes: bytes, path: path) } catch let error as LifeboatError {
            throw error.at(path)
        }
    }

    /// Opens the vault in `store`, and makes it where there is none. A store that holds something else is
    /// refused.
    public init(making store: any Store, set: String, at time: Timestamp) throws {
        if try store.facts(VaultFormat.markerKey) == nil {
            if let stranger = try store.list("").first(where: { !Self.isOwn($0.key) }) {
                throw LifeboatError(
                    .conflict,
                    "holds something else already (\(stranger.key)); a vault needs a place of its own",
                    path: store.address,
                    hint: "Name an empty directory in the policy."
                )
            }
            try store.put(
                VaultFormat.markerKey,
                VaultMarker(set: set, created: time).json.canonical,
                .ifAbsent
            )
        }
        try self.init(opening: store)
    }

    private static func isOwn(_ key: String) -> Bool {
        ["objects/", "points/", "packs/", "evidence/", "gc/", "keys/", "recovery/"].contains {
            key.hasPrefix($0)
        }
    }
}
