public import LifeboatCore
internal import LifeboatTiers

/// A file in `gc/`: which objects are condemned, and since when.
public struct CollectionRecord: Sendable, Equatable {
    private static let schema = "lifeboat.gc/1"
    private static let attempts = 5

    /// Its key. It is never written twice, so a change of the listing of `gc/` tells that a collection ran.
    public let key: String
    /// When each object was found unreferenced first.
    public let condemned: [Digest: Timestamp]

    /// A record made at `time`; `nonce` keeps two of one millisecond apart.
    init(condemned: [Digest: Timestamp], at time: Timestamp, nonce: UInt32) {
        key = "\(VaultFormat.collectionsPrefix)\(time.milliseconds)-\(String(nonce, radix: 16)).json"
        self.condemned = condemned
    }

    private init(key: String, condemned: [Digest: Timestamp]) {
        self.key = key
        self.condemned = condemned
    }

    var json: JSON {
        let members = condemned.map { ($0.key.hex, JSON.string($0.value.description)) }
        return [
            "schema": .string(Self.schema), "requires": [],
            "condemned": .object(Dictionary(uniqueKeysWithValues: members)),
        ]
    }

    /// Every record of a vault, oldest first.
    static func all(in vault: Vault) throws -> [CollectionRecord] {
        for _ in 0..<Self.attempts {
            do { return try read(vault.store.listing(VaultFormat.collectionsPrefix), in: vault) } catch let
                error
                as LifeboatError where error.code == .notFound
            {
                // A collection that ended between the listing and this read replaced its records.
                continue
            }
        }
        throw LifeboatError(
            .busy,
            "collections replace their records faster than they can be read",
            path: vault.address,
            hint: "Run the same command again."
        )
    }

    private static func read(_ listing: StoreListing, in vault: Vault) throws -> [CollectionRecord] {
        if let odd = listing.strangers.first {
            throw LifeboatError(
                .corrupt,
                "\(odd.what) stands where the record of a collection belongs",
                path: "\(vault.address)/\(odd.name)",
                hint: "Find out who put it there, and move it away."
            )
        }
        return try listing.facts.map { try read($0.key, in: vault) }
    }

    private static func read(_ key: String, in vault: Vault) throws -> CollectionRecord {
        let path = "\(vault.address)/\(key)"
        do {
            return try CollectionRecord(key: key, bytes: vault.store.get(key, limit: 1 << 30), path: path)
        } catch let error as LifeboatError where error.code == .corrupt {
            throw LifeboatError(
                .corrupt,
                "the record of a collection cannot be read: \(error.message)",
                path: path,
                hint: "Delete this file; nothing is lost: the next collection condemns its objects anew."
            )
        }
    }

    private init(key: String, bytes: [UInt8], path: String) throws {
        let json = try JSON.parse(bytes)
        guard json["schema"] == .string(Self.schema) else {
            throw LifeboatError(.unsupported, "is not a record that this lifeboat knows", path: path)
        }
        try VaultFormat.checkFeatures(json.array("requires"), path: path)
        var condemned: [Digest: Timestamp] = [:]
        for (name, since) in try json.object("condemned") {
            guard let name = Digest(hex: name), let since = since.stringValue.flatMap({ Timestamp($0) })
            else {
                throw LifeboatError(.corrupt, "a condemned object is not a digest and a time", path: path)
            }
            condemned[name] = since
        }
        self.init(key: key, condemned: condemned)
    }
}
