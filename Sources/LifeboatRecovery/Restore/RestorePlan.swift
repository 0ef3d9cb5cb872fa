public import LifeboatCore
public import LifeboatVault

/// What a restore will do, worked out before anything is written.
public struct RestorePlan: Sendable {
    /// What happens to one entry.
    public enum Action: String, Sendable {
        /// It is made; nothing stands there.
        case create
        /// It is there already, byte for byte; only its attributes are set.
        case keep
        /// Something else stands there and is replaced.
        case replace
    }

    /// One entry and what happens to it.
    public struct Step: Sendable {
        /// The entry.
        public let entry: Entry
        /// What happens.
        public let action: Action
        /// The content to write where it is not the entry's own, as for a repaired table of results.
        public let replacement: [UInt8]?
    }

    /// The point to restore.
    public let point: Point
    /// Its tree.
    public let tree: Tree
    /// The directory that becomes the run directory.
    public let target: String
    /// Everything to do, in the order of names.
    public internal(set) var steps: [Step] = []
    /// What is notable: entries that are not held, files in the way, rows that are dropped.
    public internal(set) var findings: [Finding] = []

    /// The code of the finding that `repair` is.
    public static let repairedCode = "restore.results-repaired"

    /// That the table of results is not restored to its last row; nil where it is.
    public var repair: Finding? { findings.first { $0.code == Self.repairedCode } }

    /// Bytes that have to be written.
    public var bytesToWrite: Int { steps.reduce(0) { $0 + ($1.action == .keep ? 0 : $1.entry.size) } }

    /// Number of files in the point.
    public var files: Int { steps.count { $0.entry.isFile } }

    /// For `--dry-run`.
    public var json: JSON {
        [
            "experiment": .string(point.manifest.experiment), "point": .string(point.id.description),
            "target": .string(target), "files": .number(files), "bytes": .number(bytesToWrite),
            "create": .number(steps.count { $0.action == .create }),
            "keep": .number(steps.count { $0.action == .keep }),
            "replace": .array(
                steps.filter { $0.action == .replace }.map { .string($0.entry.name.description) }
            ),
            "findings": .array(findings.map(\.json)),
        ]
    }
}
