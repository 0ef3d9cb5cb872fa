public import LifeboatCore

/// The names and limits of the vault format, version 1 (`docs/vault-format.md`).
public enum VaultFormat {
    /// The version this program writes and the newest that it reads.
    public static let version = 1
    /// Features that this program understands when a marker, manifest or listing requires them.
    public static let knownFeatures: Set<String> = []
    /// The marker's key.
    public static let markerKey = "lifeboat-vault.json"
    /// The longest marker or manifest that is read.
    public static let manifestLimit = 16 << 20
    /// The longest object: parts of files, bundles and listings alike.
    public static let objectLimit = 32 << 20
    /// The size at which files are cut into objects.
    public static let pieceSize = 16 << 20
    /// Files shorter than this travel in bundles.
    public static let smallFileLimit = 1 << 20
    /// The size after which a bundle is closed, headers included.
    public static let bundleSize = 8 << 20

    /// The key of the object with this name.
    public static func objectKey(_ name: Digest) -> String { "objects/\(name.hex.prefix(2))/\(name.hex)" }

    /// Throws `unsupported` when something requires a feature that this program does not have.
    static func checkFeatures(_ required: [JSON], path: String) throws {
        let unknown = required.compactMap(\.stringValue).filter { !knownFeatures.contains($0) }
        guard unknown.isEmpty else {
            throw LifeboatError(
                .unsupported,
                "requires features that this lifeboat does not have: \(unknown.joined(separator: ", "))",
                path: path,
                hint: "Install a newer lifeboat. Nothing was changed."
            )
        }
    }
}
