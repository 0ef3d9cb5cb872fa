internal import LifeboatCore

/// One line of a listing. Names that are not UTF-8 are carried in base64 beside a form for reading.
extension Entry {
    /// What is kept of everything, whatever it is.
    private var attributes: [String: JSON] {
        var members: [String: JSON] = [
            "mode": .number(permissions), "uid": .number(owner), "gid": .number(group),
            "mtime": .number(modified),
            "ctime": .number(changed), "inode": .string(String(inode)),
        ]
        if !extended.isEmpty {
            members["xattrs"] = .object(extended.mapValues { .string(Base64.encode($0)) })
        }
        return members
    }

    /// The run directory itself, as the manifest has it: it needs no name and no type.
    var rootJSON: JSON { .object(attributes) }

    /// Reads the form of the manifest.
    init(root json: JSON) throws {
        try self.init(json, FileName(bytes: []), .directory)
    }

    func json(objects: [Int: Int]) -> JSON {
        var members = attributes
        Self.put(name.bytes, "path", into: &members)
        switch content {
        case .file(let size, let isSparse, let pieces):
            members["type"] = "file"
            members["size"] = .number(size)
            if isSparse { members["sparse"] = true }
            members["pieces"] = .array(pieces.map { $0.json(objects[$0.object] ?? 0) })
        case .directory: members["type"] = "directory"
        case .link(let target):
            members["type"] = "link"
            Self.put(target, "target", into: &members)
        case .excluded(let reason):
            members["type"] = "excluded"
            members["reason"] = .string(reason)
        }
        return .object(members)
    }

    init(json: JSON, objects: [(index: Int, reference: ObjectReference)]) throws {
        let name = FileName(bytes: try Self.bytes(json, "path"))
        guard name.isContained else {
            throw LifeboatError(.unsafePath, "a listing names \"\(name)\", which leaves the tree")
        }
        try self.init(json, name, Self.content(json, name, objects))
    }

    private init(_ json: JSON, _ name: FileName, _ content: EntryContent) throws {
        guard let inode = UInt64(try json.string("inode")) else {
            throw LifeboatError(.corrupt, "\"inode\" of \(name) is not a number")
        }
        self.init(
            name: name,
            content: content,
            permissions: try Self.number(json, "mode", upTo: Self.mostPermissions, of: name),
            owner: try Self.number(json, "uid", upTo: Self.mostOwner, of: name),
            group: try Self.number(json, "gid", upTo: Self.mostOwner, of: name),
            modified: Int64(try json.int("mtime")),
            changed: Int64(try json.int("ctime")),
            inode: inode,
            extended: try Self.extended(json)
        )
    }

    private static func content(
        _ json: JSON,
        _ name: FileName,
        _ objects: [(index: Int, reference: ObjectReference)]
    ) throws -> EntryContent {
        switch try json.string("type") {
        case "file":
            let pieces = try json.array("pieces").map { try Piece(json: $0, objects: objects) }
            let size = try json.int("size")
            // Bounded terms, so the sum of a hostile listing cannot overflow before it differs from the size.
            guard pieces.reduce(0, { $0 &+ $1.length }) == size else {
                throw LifeboatError(.corrupt, "the pieces of \(name) do not add up to its size")
            }
            return .file(size: size, isSparse: json["sparse"] == true, pieces: pieces)
        case "directory": return .directory
        case "link": return .link(target: try bytes(json, "target"))
        case "excluded": return .excluded(reason: try json.string("reason"))
        case let other: throw LifeboatError(.unsupported, "\(name) is of the unknown type \"\(other)\"")
        }
    }

    private static func extended(_ json: JSON) throws -> [String: [UInt8]] {
        guard let members = json["xattrs"]?.objectValue else { return [:] }
        return try members.mapValues { value in
            guard let bytes = value.stringValue.flatMap(Base64.decode) else {
                throw LifeboatError(.corrupt, "an extended attribute is not base64")
            }
            return bytes
        }
    }

    /// All twelve permission bits.
    private static let mostPermissions: UInt32 = 0o7777
    /// One less than the number that `chown` takes for "leave it as it is".
    private static let mostOwner = UInt32.max - 1

    private static func number(_ json: JSON, _ key: String, upTo most: UInt32, of name: FileName) throws
        -> UInt32
    {
        guard let value = UInt32(exactly: try json.int(key)), value <= most else {
            let entry = name.bytes.isEmpty ? "the run directory" : "\(name)"
            throw LifeboatError(.corrupt, "\"\(key)\" of \(entry) is out of bounds")
        }
        return value
    }

    private static func put(_ bytes: [UInt8], _ key: String, into members: inout [String: JSON]) {
        members[key] = .string(String(decoding: bytes, as: UTF8.self))
        if String(validating: bytes, as: UTF8.self) == nil {
            members[key + "Base64"] = .string(Base64.encode(bytes))
        }
    }

    private static func bytes(_ json: JSON, _ key: String) throws -> [UInt8] {
        guard let encoded = json[key + "Base64"] else { return Array(try json.string(key).utf8) }
        guard let bytes = encoded.stringValue.flatMap(Base64.decode) else {
            throw LifeboatError(.corrupt, "\"\(key)Base64\" is not base64")
        }
        return bytes
    }
}

extension Piece {
    /// `[object, offset, length]`, and the digest behind it unless the piece is the whole object.
    func json(_ index: Int) -> JSON {
        let place: [JSON] = [.number(index), .number(offset), .number(length)]
        return .array(offset == 0 && isWhole ? place : place + [.string(digest.hex)])
    }

    init(json: JSON, objects: [(index: Int, reference: ObjectReference)]) throws {
        guard let parts = json.arrayValue, parts.count == 3 || parts.count == 4,
            let index = parts[0].intValue,
            objects.indices.contains(index), let offset = parts[1].intValue, let length = parts[2].intValue
        else { throw LifeboatError(.corrupt, "a piece in a listing is not [object, offset, length]") }
        let object = objects[index].reference
        guard offset >= 0, length >= 0, offset <= object.length, length <= object.length - offset else {
            throw LifeboatError(.corrupt, "a piece in a listing lies outside of its object")
        }
        if parts.count == 4 {
            guard let digest = parts[3].stringValue.flatMap({ Digest(hex: $0) }) else {
                throw LifeboatError(.corrupt, "the digest of a piece is not a digest")
            }
            self.init(
                object: objects[index].index,
                offset: offset,
                length: length,
                digest: digest,
                isWhole: false
            )
        } else {
            guard offset == 0, length == object.length else {
                throw LifeboatError(.corrupt, "a piece without a digest is not a whole object")
            }
            self.init(
                object: objects[index].index,
                offset: 0,
                length: length,
                digest: object.plain,
                isWhole: true
            )
        }
    }
}
