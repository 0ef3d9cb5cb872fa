import LifeboatCore
import LifeboatFiles

/// Files that real trainers wrote.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures"
        return try Descriptor.reading("\(folder)/\(name)").contents(limit: 16 << 20)
    }

    /// A run in the middle of its training, as Ultralytics lays it out.
    static func makeRun(_ files: Files, _ name: String) throws {
        for file in ["args.yaml", "results.csv", "weights/last.pt", "weights/best.pt"] {
            try files.put("\(name)/\(file)", bytes("live/\(file)"))
        }
    }
}
