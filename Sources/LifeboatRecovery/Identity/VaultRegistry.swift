internal import LifeboatCore
public import LifeboatVault

/// Which vault this node made or used at the address of each tier, kept in local state: what tells a disk
/// that is not mounted from a tier that is new, and evidence that was deleted from evidence that never
/// arrived.
///
/// It can be lost: every tier is then one that was never used from here.
public struct VaultRegistry: Sendable {
    /// A vault and the address of its tier, as the policy has it.
    public typealias Place = (address: String, marker: VaultMarker)

    private let file: StateFile

    /// The registry in a state directory, which exists.
    public init(stateDirectory: String) {
        file = StateFile(
            directory: stateDirectory,
            name: "vaults",
            schema: "lifeboat.vaults/1",
            limit: 16 << 20,
            title: "the registry of vaults",
            hint: "See that the disk of every tier is mounted, then move the file away: it is made anew"
                + " from the vaults that are there."
        )
    }

    /// All vaults that are known, by their addresses. Throws `corrupt` with the path of the registry when it
    /// cannot be read.
    public func all() throws -> [String: KnownVault] {
        let vaults = try file.read { json in
            try json.array("vaults").map { (try $0.string("address"), try KnownVault(json: $0)) }
        }
        return Dictionary(vaults ?? [], uniquingKeysWith: { $1 })
    }

    /// Remembers vaults in place of what was known of their addresses.
    public func remember(_ places: [Place]) throws {
        try change { all in
            for (address, marker) in places where all[address]?.marker != marker {
                all[address] = KnownVault(marker)
            }
        }
    }

    /// Remembers vaults at addresses of which nothing is known.
    public func notice(_ places: [Place]) throws {
        try change { all in
            for (address, marker) in places where all[address] == nil { all[address] = KnownVault(marker) }
        }
    }

    /// Remembers that these vaults have the chain of `signer` up to its record `sequence`. One that is not
    /// the known vault of its address is passed over.
    public func published(_ signer: String, _ sequence: Int, to places: [Place]) throws {
        try change { all in
            for (address, marker) in places {
                guard var vault = all[address], vault.marker == marker else { continue }
                vault.published[signer] = max(sequence, vault.published[signer] ?? 0)
                all[address] = vault
            }
        }
    }

    private func change(_ body: (inout [String: KnownVault]) -> Void) throws {
        let seen = try all()
        var wanted = seen
        body(&wanted)
        // Nearly always nothing is new, and nobody has to wait for anybody.
        if wanted == seen { return }
        try file.change {
            let before = try all()
            var after = before
            body(&after)
            if after == before { return nil }
            return ["vaults": .array(after.sorted { $0.key < $1.key }.map { $0.value.json(at: $0.key) })]
        }
    }
}
