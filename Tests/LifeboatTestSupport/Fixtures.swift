public import LifeboatCore
internal import LifeboatFiles

/// The training runs and checkpoint files in `Tests/Fixtures`; never changed, copied where a test changes
/// them.
public enum Fixtures {
    /// Their directory.
    public static let path =
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Fixtures"

    /// Every checkpoint file among them, by its path below the directory, with what `expected.json` says of
    /// it.
    public static func expected() throws -> [String: JSON] {
        try JSON.parse(bytes("expected.json")).object("files")
    }

    /// The bytes of one file.
    public static func bytes(_ name: String) throws -> [UInt8] {
        try Descriptor.reading("\(path)/\(name)").contents(limit: 64 << 20)
    }
}
