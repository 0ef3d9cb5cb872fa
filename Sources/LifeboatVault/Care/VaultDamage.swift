public import LifeboatCore

/// What a check found damaged or missing in a vault, for the protect that writes it again.
public struct VaultDamage: Sendable, Equatable {
    /// Objects that are missing, cut off, or not what their digests say.
    public var objects: Set<ObjectReference>
    /// Points whose manifests are gone or cannot be read.
    public var points: Set<PointID>

    /// Makes the damage; none without arguments.
    public init(objects: Set<ObjectReference> = [], points: Set<PointID> = []) {
        self.objects = objects
        self.points = points
    }

    /// Whether nothing is damaged.
    public var isNone: Bool { objects.isEmpty && points.isEmpty }

    /// The names of the objects.
    public var names: Set<Digest> { Set(objects.map(\.name)) }

    /// Both.
    public func union(_ other: VaultDamage) -> VaultDamage {
        VaultDamage(objects: objects.union(other.objects), points: points.union(other.points))
    }

    /// What is not in the other.
    public func subtracting(_ other: VaultDamage) -> VaultDamage {
        VaultDamage(objects: objects.subtracting(other.objects), points: points.subtracting(other.points))
    }

    /// The stored form.
    public var json: JSON {
        [
            "objects": .array(objects.sorted { $0.name < $1.name }.map(\.json)),
            "points": .array(points.sorted().map { .string($0.description) }),
        ]
    }

    /// Reads the stored form. Throws `corrupt`.
    public init(json: JSON) throws {
        let points = try json.array("points").map { point in
            guard let id = point.stringValue.flatMap({ PointID($0) }) else {
                throw LifeboatError(.corrupt, "a point is not an id")
            }
            return id
        }
        self.init(
            objects: Set(try json.array("objects").map(ObjectReference.init(json:))),
            points: Set(points)
        )
    }
}
