public import LifeboatCore

/// A point as the key of its manifest tells it, before the manifest is read.
public struct PointReference: Sendable, Hashable {
    /// The run it belongs to.
    public let run: RunID
    /// When it was taken.
    public let created: Timestamp
    /// Its id.
    public let id: PointID

    /// Makes a reference.
    public init(run: RunID, created: Timestamp, id: PointID) {
        self.run = run
        self.created = created
        self.id = id
    }

    /// `points/<run>/<UTC milliseconds, 13 digits>-<id>.json`
    public var key: String {
        let digits = String(created.milliseconds)
        let zeros = String(repeating: "0", count: max(0, 13 - digits.count))
        return "\(VaultFormat.pointsPrefix)\(run)/\(zeros)\(digits)-\(id).json"
    }

    /// Reads a key; nil for one that does not have exactly that form.
    public init?(key: String) {
        let parts = key.split(separator: "/")
        guard parts.count == 3, let run = RunID(String(parts[1])), parts[2].hasSuffix(".json") else {
            return nil
        }
        let name = parts[2].dropLast(5).split(separator: "-")
        guard name.count == 2, let milliseconds = Int64(name[0]), let id = PointID(name[1]) else {
            return nil
        }
        self.init(run: run, created: Timestamp(milliseconds: milliseconds), id: id)
        guard self.key == key else { return nil }
    }
}
