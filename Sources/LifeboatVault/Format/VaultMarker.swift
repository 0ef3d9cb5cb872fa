public import LifeboatCore

/// What `lifeboat-vault.json` says: that this is a vault, in which format, and of which set.
public struct VaultMarker: Sendable, Equatable {
    /// Vaults of one set are the tiers of one policy; they hold byte-identical points.
    public let set: String
    /// When the vault was made.
    public let created: Timestamp

    /// Makes a marker.
    public init(set: String, created: Timestamp) {
        self.set = set
        self.created = created
    }

    var json: JSON {
        [
            "format": "lifeboat-vault", "version": .number(VaultFormat.version), "set": .string(set),
            "created": .string(created.description), "requires": [], "uses": ["bundles", "listings"],
            "keys": nil,
        ]
    }

    /// Reads a marker; `path` is for the error.
    init(bytes: [UInt8], path: String) throws {
        let json = try JSON.parse(bytes)
        guard json["format"] == "lifeboat-vault" else {
            throw LifeboatError(.corrupt, "is not the marker of a vault", path: path)
        }
        let version = try json.int("version")
        guard version > 0 else {
            throw LifeboatError(.corrupt, "\"version\" is not a version", path: path)
        }
        guard version <= VaultFormat.version else {
            throw LifeboatError(
                .unsupported,
                "is a vault of format \(version); this lifeboat reads up to format \(VaultFormat.version)",
                path: path,
                hint: "Install a newer lifeboat. Nothing was changed."
            )
        }
        try VaultFormat.checkFeatures(json.array("requires"), path: path)
        guard let created = Timestamp(try json.string("created")) else {
            throw LifeboatError(.corrupt, "\"created\" is not a time", path: path)
        }
        self.init(set: try json.string("set"), created: created)
    }
}
