import FoundationEssentials
import LifeboatCheckpoint
import LifeboatCore

/// The checkpoint files of real trainings, and the facts that Python measured of them.
enum Fixture {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures")

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// Facts by path, as in `live/weights/last.pt`.
    static func expectations() throws -> [String: JSON] {
        try JSON.parse(try bytes("expected.json")).object("files")
    }

    static func inspect(_ path: String) throws -> CheckpointReport {
        CheckpointInspector.inspect(MemorySource(try bytes(path)), path: path)
    }
}
