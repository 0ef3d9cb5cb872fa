internal import LifeboatCore
public import LifeboatVault

/// What checks found damaged in each vault, kept in local state until a protect has written it again.
///
/// It can be lost: the next check finds the same.
public struct DamageRegistry: Sendable {
    private let file: StateFile

    /// The registry in a state directory, which exists.
    public init(stateDirectory: String) {
        file = StateFile(
            directory: stateDirectory,
            name: "damage",
            schema: "lifeboat.damage/1",
            limit: 64 << 20,
            title: "the list of what is damaged",
            hint: "Move the file away, and run `lifeboat vault check --read-data`."
        )
    }

    /// The damage of all vaults, by their addresses. Throws `corrupt` with the path of the registry when it
    /// cannot be read.
    public func all() throws -> [String: VaultDamage] {
        try file.read { try $0.object("vaults").mapValues(VaultDamage.init(json:)) } ?? [:]
    }

    /// Changes what is known of one vault.
    public func change(_ address: String, _ body: (VaultDamage) -> VaultDamage) throws {
        try file.change {
            var all = try all()
            let before = all[address]
            let after = body(before ?? VaultDamage())
            all[address] = after.isNone ? nil : after
            return all[address] == before ? nil : ["vaults": .object(all.mapValues(\.json))]
        }
    }
}
