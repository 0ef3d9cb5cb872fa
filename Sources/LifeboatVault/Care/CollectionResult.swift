public import LifeboatCore

/// What a collection did.
public struct CollectionResult: Sendable, Equatable {
    /// Objects that a point needs.
    public var referenced = 0
    /// Objects condemned by this collection.
    public var condemned = 0
    /// Objects that are condemned and whose grace is not over.
    public var waiting = 0
    /// Those of them that were written at or after the time they were condemned: their grace began anew.
    public var renewed = 0
    /// Objects deleted.
    public var deleted = 0
    /// Bytes deleted.
    public var bytesDeleted = 0
    /// Left-overs of writes that were killed, removed.
    public var swept = 0

    /// Nothing yet.
    public init() {}

    /// For `--json` and for evidence.
    public var json: JSON {
        [
            "referenced": .number(referenced), "condemned": .number(condemned), "waiting": .number(waiting),
            "renewed": .number(renewed),
            "deleted": .number(deleted), "bytesDeleted": .number(bytesDeleted), "swept": .number(swept),
        ]
    }
}
