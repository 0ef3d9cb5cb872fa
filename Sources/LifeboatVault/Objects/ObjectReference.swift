public import LifeboatCore

/// What leads to an object and proves it: its name, the digests of its content before and after encryption,
/// and both lengths. Without encryption the three digests are one.
public struct ObjectReference: Sendable, Hashable {
    /// Its name in the vault.
    public let name: Digest
    /// Length of the content in bytes.
    public let length: Int
    private let sealed: Sealed?

    /// What differs from name and length under encryption. Apart, because a tree holds a reference a file.
    private final class Sealed: Sendable, Hashable {
        let plain: Digest
        let stored: Digest
        let storedLength: Int

        init(plain: Digest, stored: Digest, storedLength: Int) {
            self.plain = plain
            self.stored = stored
            self.storedLength = storedLength
        }

        static func == (a: Sealed, b: Sealed) -> Bool {
            (a.plain, a.stored, a.storedLength) == (b.plain, b.stored, b.storedLength)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(stored) }
    }

    /// SHA-256 of the content.
    public var plain: Digest { sealed?.plain ?? name }
    /// SHA-256 of the bytes as stored.
    public var stored: Digest { sealed?.stored ?? name }
    /// Length as stored.
    public var storedLength: Int { sealed?.storedLength ?? length }

    /// An object that is stored as it is.
    public init(digest: Digest, length: Int) {
        name = digest
        self.length = length
        sealed = nil
    }

    /// The stored form. Members that say nothing new are left out: `name` and `length` are always there.
    public var json: JSON {
        var members: [String: JSON] = ["name": .string(name.hex), "length": .number(length)]
        if plain != name { members["plain"] = .string(plain.hex) }
        if stored != name { members["stored"] = .string(stored.hex) }
        if storedLength != length { members["storedLength"] = .number(storedLength) }
        return .object(members)
    }

    /// Reads the stored form of a document that does not require encryption. Throws `corrupt` where digests
    /// or lengths differ.
    public init(json: JSON) throws {
        try self.init(sealed: json)
        guard sealed == nil else { throw Self.contradiction(name) }
    }

    /// Reads the stored form of a document that requires encryption.
    init(sealed json: JSON) throws {
        name = try Self.digest(json, "name")
        length = try json.int("length")
        let plain = json["plain"] == nil ? name : try Self.digest(json, "plain")
        let stored = json["stored"] == nil ? name : try Self.digest(json, "stored")
        let storedLength = json["storedLength"] == nil ? length : try json.int("storedLength")
        let isPlain = plain == name && stored == name && storedLength == length
        sealed = isPlain ? nil : Sealed(plain: plain, stored: stored, storedLength: storedLength)
        guard (0...VaultFormat.objectLimit).contains(length),
            (0...2 * VaultFormat.objectLimit).contains(storedLength)
        else { throw LifeboatError(.corrupt, "an object's length is out of bounds") }
    }

    private static func contradiction(_ name: Digest) -> LifeboatError {
        LifeboatError(
            .corrupt,
            "the reference to object \(name.hex.prefix(12)) contradicts itself: without encryption its three"
                + " digests are one, and so are its lengths",
            hint:
                "Restore from another tier. What says so was damaged, or made by another program."
        )
    }

    private static func digest(_ json: JSON, _ key: String) throws -> Digest {
        guard let digest = Digest(hex: try json.string(key)) else {
            throw LifeboatError(.corrupt, "\"\(key)\" is not a digest")
        }
        return digest
    }
}
