import LifeboatCheckpoint
import LifeboatCore
import LifeboatFiles

/// The checkpoint files of real trainings, and the facts that Python measured of them.
enum Fixture {
    private static let root =
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures"

    static func bytes(_ path: String) throws -> [UInt8] {
        try Descriptor.reading("\(root)/\(path)").contents(limit: 16 << 20)
    }

    /// Facts by path, as in `live/weights/last.pt`.
    static func expectations() throws -> [String: JSON] {
        try JSON.parse(try bytes("expected.json")).object("files")
    }

    static func inspect(_ path: String) throws -> CheckpointReport {
        CheckpointInspector.inspect(MemorySource(try bytes(path)), path: path)
    }
}
