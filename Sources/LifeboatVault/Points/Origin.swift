public import LifeboatCore

/// Where a point was taken from: enough to tell the same run from a new one at the same path.
public struct Origin: Sendable, Hashable {
    /// Absolute path of the run directory, printable where it is not UTF-8.
    public let path: String
    /// The bytes of the path where they are not UTF-8, else nil.
    private let raw: [UInt8]?
    /// Inode of the directory.
    public let inode: UInt64
    /// When the directory was made, nanoseconds since 1970, where the file system knows.
    public let birth: Int64?

    /// Makes an origin.
    public init(path: String, inode: UInt64, birth: Int64?) {
        self.path = path
        raw = nil
        self.inode = inode
        self.birth = birth
    }

    /// An origin whose path is as the file system has it.
    public init(place: [UInt8], inode: UInt64, birth: Int64?) {
        let text = String(validating: place, as: UTF8.self)
        path = text ?? FileName(bytes: place).description
        raw = text == nil ? place : nil
        self.inode = inode
        self.birth = birth
    }

    /// The path as the file system has it.
    public var place: [UInt8] { raw ?? Array(path.utf8) }

    /// The stored form.
    public var json: JSON {
        let json: JSON = [
            "path": .string(path), "inode": .string(String(inode)), "birth": .optional(birth),
        ]
        return raw.map { json.with("pathBase64", .string(Base64.encode($0))) } ?? json
    }

    /// Reads the stored form.
    public init(json: JSON) throws {
        path = try json.string("path")
        let encoded = json["pathBase64"]
        raw = encoded?.stringValue.flatMap(Base64.decode)
        guard encoded == nil || raw != nil else {
            throw LifeboatError(.corrupt, "\"pathBase64\" of the origin is not base64")
        }
        guard let inode = UInt64(try json.string("inode")) else {
            throw LifeboatError(.corrupt, "\"inode\" of the origin is not a number")
        }
        self.inode = inode
        birth = json["birth"]?.intValue.map(Int64.init)
    }
}
