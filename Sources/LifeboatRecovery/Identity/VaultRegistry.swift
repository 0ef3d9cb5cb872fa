internal import LifeboatCore
internal import LifeboatFiles
public import LifeboatVault

/// Which vault this node made or used at each address, kept in local state: what tells a disk that is not
/// mounted from a tier that is new.
///
/// It can be lost: every tier is then one that was never used from here.
public struct VaultRegistry: Sendable {
    private static let schema = "lifeboat.vaults/1"
    private static let name = "vaults.json"
    private static let limit = 16 << 20
    private let directory: String

    /// The registry in a state directory, which exists.
    public init(stateDirectory: String) { directory = stateDirectory }

    /// The markers of all vaults that are known, by their addresses. Throws `corrupt` with the path of the
    /// registry when it cannot be read.
    public func markers() throws -> [String: VaultMarker] {
        let path = "\(directory)/\(Self.name)"
        let bytes: [UInt8]
        do { bytes = try Descriptor.reading(path).contents(limit: Self.limit) } catch let error
            as LifeboatError
            where error.code == .notFound
        { return [:] }
        do { return try Self.markers(JSON.parse(bytes)) } catch let error as LifeboatError {
            throw LifeboatError(
                .corrupt,
                "the registry of vaults cannot be read: \(error.message)",
                path: path,
                hint: "See that the disk of every tier is mounted, then move the file away: it is made anew"
                    + " from the vaults that are there."
            )
        }
    }

    /// Remembers vaults in place of what was known of their addresses.
    public func remember(_ vaults: [Vault]) throws { try change(vaults) { _, new in new } }

    /// Remembers vaults at addresses of which nothing is known.
    public func notice(_ vaults: [Vault]) throws { try change(vaults) { known, _ in known } }

    private func change(_ vaults: [Vault], _ choose: (VaultMarker, VaultMarker) -> VaultMarker) throws {
        let new = vaults.map { ($0.address, $0.marker) }
        let seen = try markers()
        // Nearly always nothing is new, and nobody has to wait for anybody.
        if seen.merging(new, uniquingKeysWith: choose) == seen { return }
        let lock = try FileLock(waitingAt: "\(directory)/vaults.lock")
        defer { withExtendedLifetime(lock) {} }
        let before = try markers()
        let after = before.merging(new, uniquingKeysWith: choose)
        if after == before { return }
        let json: JSON = [
            "schema": .string(Self.schema),
            "vaults": .array(
                after.sorted { $0.key < $1.key }.map { address, marker in
                    [
                        "address": .string(address), "set": .string(marker.set),
                        "created": .string(marker.created.description),
                    ]
                }
            ),
        ]
        try Directory(directory)
            .write(Array(json.pretty.utf8), to: FileName(Self.name), replacing: true, mode: 0o600)
    }

    private static func markers(_ json: JSON) throws -> [String: VaultMarker] {
        var markers: [String: VaultMarker] = [:]
        for entry in try json.array("vaults") {
            guard let created = Timestamp(try entry.string("created")) else {
                throw LifeboatError(.corrupt, "\"created\" is not a time")
            }
            let marker = VaultMarker(set: try entry.string("set"), created: created)
            markers[try entry.string("address")] = marker
        }
        return markers
    }
}
