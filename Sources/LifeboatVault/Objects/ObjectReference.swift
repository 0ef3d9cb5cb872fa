public import LifeboatCore

/// What leads to an object and proves it: its name, the digests of its content before and after encryption,
/// and both lengths. Without encryption the three digests are one.
public struct ObjectReference: Sendable, Hashable {
    /// Its name in the vault.
    public let name: Digest
    /// SHA-256 of the content.
    public let plain: Digest
    /// SHA-256 of the bytes as stored.
    public let stored: Digest
    /// Length of the content in bytes.
    public let length: Int
    /// Length as stored.
    public let storedLength: Int

    /// An object that is stored as it is.
    public init(digest: Digest, length: Int) {
        name = digest
        plain = digest
        stored = digest
        self.length = length
        storedLength = length
    }

    /// Members that say nothing new are left out: `name` and `length` are always there.
    /// The stored form.
    public var json: JSON {
        var members: [String: JSON] = ["name": .string(name.hex), "length": .number(length)]
        if plain != name { members["plain"] = .string(plain.hex) }
        if stored != name { members["stored"] = .string(stored.hex) }
        if storedLength != length { members["storedLength"] = .number(storedLength) }
        return .object(members)
    }

    /// Reads the stored form.
    public init(json: JSON) throws {
        name = try Self.digest(json, "name")
        plain = json["plain"] == nil ? name : try Self.digest(json, "plain")
        stored = json["stored"] == nil ? name : try Self.digest(json, "stored")
        length = try json.int("length")
        storedLength = json["storedLength"] == nil ? length : try json.int("storedLength")
        guard (0...VaultFormat.objectLimit).contains(length),
            (0...2 * VaultFormat.objectLimit).contains(storedLength)
        else { throw LifeboatError(.corrupt, "an object's length is out of bounds") }
    }

    private static func digest(_ json: JSON, _ key: String) throws -> Digest {
        guard let digest = Digest(hex: try json.string(key)) else {
            throw LifeboatError(.corrupt, "\"\(key)\" is not a digest")
        }
        return digest
    }
}
