public import LifeboatCore

/// How far a chain reaches: its newest record's number, and the SHA-256 of that record's file.
public struct ChainHead: Sendable, Hashable {
    /// The number of the newest record, from 1.
    public let sequence: Int
    /// The SHA-256 of the exact bytes of its envelope file.
    public let digest: Digest

    /// Makes a head.
    public init(sequence: Int, digest: Digest) {
        self.sequence = sequence
        self.digest = digest
    }

    /// The JSON form: sequence, digest.
    public var json: JSON { .object(["sequence": .number(sequence), "digest": .string(digest.hex)]) }

    /// Reads the JSON form; throws `corrupt`.
    public init(json: JSON) throws {
        guard let digest = Digest(hex: try json.string("digest")), try json.int("sequence") > 0 else {
            throw LifeboatError(.corrupt, "is not the head of an evidence chain")
        }
        self.init(sequence: try json.int("sequence"), digest: digest)
    }

    /// Heads by signer as JSON, the form that `evidence verify` prints and that can be kept elsewhere.
    public static func json(_ heads: [SignerID: ChainHead]) -> JSON {
        .object(Dictionary(uniqueKeysWithValues: heads.map { ($0.key.text, $0.value.json) }))
    }

    /// Reads what `json(_:)` wrote; throws `corrupt`.
    public static func heads(json: JSON) throws -> [SignerID: ChainHead] {
        guard let members = json.objectValue else {
            throw LifeboatError(.corrupt, "heads of chains were expected")
        }
        return try members.reduce(into: [:]) { heads, member in
            guard let signer = SignerID(member.key) else {
                throw LifeboatError(.corrupt, "\"\(Printable.text(member.key))\" is not a signer")
            }
            heads[signer] = try ChainHead(json: member.value)
        }
    }
}
