internal import LifeboatCore
internal import LifeboatTiers

/// Which objects a vault has, by one listing: for readers. What a collection condemned is there until it is
/// deleted, so it counts.
public struct ObjectInventory: Sendable {
    private let sizes: [Digest: Int]

    /// Lists the objects of a vault.
    public init(_ vault: Vault) throws {
        var sizes: [Digest: Int] = [:]
        for facts in try vault.store.list(VaultFormat.objectsPrefix) {
            if let name = VaultFormat.objectName(facts.key) { sizes[name] = facts.size }
        }
        self.sizes = sizes
    }

    /// Whether the object is there, whole as far as its length tells.
    public func has(_ object: ObjectReference) -> Bool { sizes[object.name] == object.storedLength }

    /// Whether nothing at all is there under the object's name.
    func lacks(_ object: ObjectReference) -> Bool { sizes[object.name] == nil }

    /// Whether nothing of another length is there under the object's name.
    func hasOrLacks(_ object: ObjectReference) -> Bool { has(object) || lacks(object) }
}
