public import LifeboatCore

/// Where a point was taken from: enough to tell the same run from a new one at the same path.
public struct Origin: Sendable, Hashable {
    /// Absolute path of the run directory.
    public let path: String
    /// Inode of the directory.
    public let inode: UInt64
    /// When the directory was made, nanoseconds since 1970, where the file system knows.
    public let birth: Int64?

    /// Makes an origin.
    public init(path: String, inode: UInt64, birth: Int64?) {
        self.path = path
        self.inode = inode
        self.birth = birth
    }

    /// The stored form.
    public var json: JSON {
        ["path": .string(path), "inode": .string(String(inode)), "birth": .optional(birth)]
    }

    /// Reads the stored form.
    public init(json: JSON) throws {
        path = try json.string("path")
        guard let inode = UInt64(try json.string("inode")) else {
            throw LifeboatError(.corrupt, "\"inode\" of the origin is not a number")
        }
        self.inode = inode
        birth = json["birth"]?.intValue.map(Int64.init)
    }
}
