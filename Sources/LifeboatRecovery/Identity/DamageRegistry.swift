internal import LifeboatCore
internal import LifeboatFiles
public import LifeboatVault

/// What checks found damaged in each vault, kept in local state until a protect has written it again.
///
/// It can be lost: the next check finds the same.
public struct DamageRegistry: Sendable {
    private static let schema = "lifeboat.damage/1"
    private static let name = "damage.json"
    private static let limit = 64 << 20
    private let directory: String

    /// The registry in a state directory, which exists.
    public init(stateDirectory: String) { directory = stateDirectory }

    /// The damage of all vaults, by their addresses. Throws `corrupt` with the path of the registry when it
    /// cannot be read.
    public func all() throws -> [String: VaultDamage] {
        let path = "\(directory)/\(Self.name)"
        let bytes: [UInt8]
        do { bytes = try Descriptor.reading(path).contents(limit: Self.limit) } catch let error
            as LifeboatError
            where error.code == .notFound
        { return [:] }
        do {
            let vaults = try JSON.parse(bytes).object("vaults")
            return try vaults.mapValues(VaultDamage.init(json:))
        } catch let error as LifeboatError {
            throw LifeboatError(
                .corrupt,
                "the list of what is damaged cannot be read: \(error.message)",
                path: path,
                hint: "Move the file away, and run `lifeboat vault check --read-data`."
            )
        }
    }

    /// Changes what is known of one vault.
    public func change(_ address: String, _ body: (VaultDamage) -> VaultDamage) throws {
        let lock = try FileLock(waitingAt: "\(directory)/damage.lock")
        defer { withExtendedLifetime(lock) {} }
        var all = try all()
        let before = all[address]
        let after = body(before ?? VaultDamage())
        all[address] = after.isNone ? nil : after
        if all[address] == before { return }
        let json: JSON = ["schema": .string(Self.schema), "vaults": .object(all.mapValues(\.json))]
        try Directory(directory)
            .write(Array(json.pretty.utf8), to: FileName(Self.name), replacing: true, mode: 0o600)
    }
}
