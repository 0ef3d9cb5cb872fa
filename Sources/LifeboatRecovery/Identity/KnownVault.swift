internal import LifeboatCore
public import LifeboatVault

/// What this node knows of the vault at one address.
public struct KnownVault: Sendable, Equatable {
    /// What its marker said.
    public let marker: VaultMarker
    /// The newest record of each of this node's chains that was published to it, by signer.
    public var published: [String: Int]

    /// Makes one, to which nothing was published.
    public init(_ marker: VaultMarker, published: [String: Int] = [:]) {
        self.marker = marker
        self.published = published
    }

    func json(at address: String) -> JSON {
        [
            "address": .string(address), "set": .string(marker.set),
            "created": .string(marker.created.description),
            "published": .object(published.mapValues { .number($0) }),
        ]
    }

    init(json: JSON) throws {
        guard let created = Timestamp(try json.string("created")) else {
            throw LifeboatError(.corrupt, "\"created\" is not a time")
        }
        self.init(
            VaultMarker(set: try json.string("set"), created: created),
            published: (json["published"]?.objectValue ?? [:]).compactMapValues(\.intValue)
        )
    }
}
