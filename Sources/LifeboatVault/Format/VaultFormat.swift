public import LifeboatCore

/// The names and limits of the vault format, version 1 (`docs/vault-format.md`).
public enum VaultFormat {
    /// The version this program writes and the newest that it reads.
    public static let version = 1
    /// Features that this program understands when a marker, manifest or listing requires them.
    public static let knownFeatures: Set<String> = []
    /// The marker's key.
    public static let markerKey = "lifeboat-vault.json"
    /// What the keys of manifests start with.
    public static let pointsPrefix = "points/"
    /// What the keys of objects start with.
    public static let objectsPrefix = "objects/"
    /// What the keys of the records of collections start with.
    public static let collectionsPrefix = "gc/"
    /// What the keys of evidence start with.
    public static let evidencePrefix = "evidence/"
    /// What the keys of the notes of pruned points start with.
    public static let prunedPrefix = "pruned/"
    /// What the keys of the recovery kit start with.
    static let recoveryPrefix = "recovery/"
    /// What all keys of a vault but its marker start with; version 1 has nothing below `packs/` and `keys/`.
    static let prefixes = [
        objectsPrefix, pointsPrefix, "packs/", evidencePrefix, collectionsPrefix, "keys/", recoveryPrefix,
        prunedPrefix,
    ]
    /// The longest marker or manifest that is read.
    public static let manifestLimit = 16 << 20
    /// The longest object: parts of files, bundles and listings alike.
    public static let objectLimit = 32 << 20
    /// The size at which files are cut into objects.
    public static let pieceSize = 16 << 20
    /// Files shorter than this travel in bundles.
    public static let smallFileLimit = 1 << 20
    /// The size after which a bundle is closed, headers included.
    public static let bundleSize = 4 << 20
    /// The greatest count, sum or number of a point: what JSON readers everywhere keep exactly.
    public static let countLimit = 1 << 53

    /// How far the clock of a store may differ from that of a collection, either way. File times tick
    /// coarsely, and servers have clocks.
    static let collectionSlackSeconds = 5.0

    /// The key of the object with this name.
    public static func objectKey(_ name: Digest) -> String {
        "\(objectsPrefix)\(name.hex.prefix(2))/\(name.hex)"
    }

    /// The object that a key names; nil for a key that no object has, as of one that was moved elsewhere.
    public static func objectName(_ key: String) -> Digest? {
        guard let name = Digest(hex: key.suffix(64)), objectKey(name) == key else { return nil }
        return name
    }

    /// Throws `unsupported` for another version of the document with this schema, `corrupt` for another
    /// document.
    static func checkSchema(_ json: JSON, _ schema: String, path: String) throws {
        let found = json["schema"]?.stringValue ?? ""
        guard found != schema else { return }
        guard found.hasPrefix(schema.prefix { $0 != "/" } + "/") else {
            throw LifeboatError(.corrupt, "is no document with the schema \(schema)", path: path)
        }
        throw LifeboatError(
            .unsupported,
            "has the schema \(Printable.text(found)), and this lifeboat reads \(schema)",
            path: path,
            hint: "Install a newer lifeboat. Nothing was changed."
        )
    }

    /// Throws `unsupported` when something requires a feature that this program does not have.
    static func checkFeatures(_ required: [JSON], path: String) throws {
        let unknown = required.filter { !($0.stringValue.map(knownFeatures.contains) ?? false) }
        guard unknown.isEmpty else {
            let names = unknown.map {
                Printable.text($0.stringValue ?? String(decoding: $0.canonical, as: UTF8.self))
            }
            throw LifeboatError(
                .unsupported,
                "requires features that this lifeboat does not have: \(names.joined(separator: ", "))",
                path: path,
                hint: "Install a newer lifeboat. Nothing was changed."
            )
        }
    }
}
