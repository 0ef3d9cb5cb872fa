public import LifeboatCore

/// A place that a scenario takes away, and why it counts as gone.
public struct DestroyedPlace: Sendable, Hashable {
    /// The tier's name; `source` for the run directory.
    public let name: String
    /// Why it counts as gone, as a clause.
    public let reason: String

    /// Makes a place.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }

    /// The JSON form.
    public var json: JSON { ["name": .string(name), "reason": .string(reason)] }
}
