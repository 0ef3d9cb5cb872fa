internal import LifeboatCore

/// A stretch of a tree as one object: JSON lines, the first with the table of objects, one entry a line
/// behind it.
///
/// Where a tree is cut depends only on the names: so a change rewrites the listing it falls into and no
/// other. A reader accepts any cut.
enum Listing {
    static let schema = "lifeboat.listing/1"
    private static let fewest = 256
    private static let most = 4096
    /// One name in 1024 ends a listing.
    private static let mask: UInt64 = 0x3FF
    /// Listings of unusual entries (long names, attributes, tables of pieces) end early, to stay objects.
    private static let heaviest = VaultFormat.objectLimit / 2

    static func ranges(_ entries: [Entry]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var weight = 0
        for index in entries.indices {
            let next = self.weight(entries[index])
            if weight > 0, weight + next > heaviest {
                ranges.append(start..<index)
                start = index
                weight = 0
            }
            weight += next
            let count = index + 1 - start
            if count >= most || (count >= fewest && hash(entries[index].name) & mask == 0) {
                ranges.append(start..<index + 1)
                start = index + 1
                weight = 0
            }
        }
        if start < entries.count { ranges.append(start..<entries.count) }
        return ranges
    }

    /// At least the length of the entry's line and of its part of the table, in bytes: a byte of a name takes
    /// six at most in JSON and two in base64, a piece with its object takes 250.
    private static func weight(_ entry: Entry) -> Int {
        var weight = 512 + 8 * entry.name.bytes.count + 250 * entry.pieces.count
        for (name, value) in entry.extended { weight += 6 * name.utf8.count + 2 * value.count + 16 }
        switch entry.content {
        case .link(let target): weight += 8 * target.count
        case .excluded(let reason): weight += 6 * reason.utf8.count
        case .file, .directory: break
        }
        return weight
    }

    /// FNV-1a, 64 bits (Fowler, Noll, Vo), with its upper bits folded down.
    private static func hash(_ name: FileName) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 32)
    }

    static func bytes(_ tree: Tree, _ range: Range<Int>) -> [UInt8] {
        var table: [Int: Int] = [:]
        var used: [JSON] = []
        for entry in tree.entries[range] {
            for piece in entry.pieces where table[piece.object] == nil {
                table[piece.object] = used.count
                used.append(tree.objects[piece.object].json)
            }
        }
        let header: JSON = ["schema": .string(schema), "requires": [], "objects": .array(used)]
        var bytes = header.canonical
        bytes.append(0x0A)
        for entry in tree.entries[range] {
            bytes.append(contentsOf: entry.json(objects: table).canonical)
            bytes.append(0x0A)
        }
        return bytes
    }

    /// The objects that a listing leads to; its entries are not looked at.
    static func objects(_ bytes: [UInt8], path: String) throws -> [ObjectReference] {
        try header(bytes, path: path).array("objects").map(ObjectReference.init(json:))
    }

    private static func header(_ bytes: [UInt8], path: String) throws -> JSON {
        guard bytes.last == 0x0A else { throw LifeboatError(.corrupt, "a listing is cut off", path: path) }
        let header = try JSON.parse(bytes.prefix { $0 != 0x0A })
        try VaultFormat.checkSchema(header, schema, path: path)
        try VaultFormat.checkFeatures(header.array("requires"), path: path)
        return header
    }

    /// Adds what a listing holds to `tree`, whose entries so far must all come before.
    static func read(_ bytes: [UInt8], path: String, into tree: inout Tree) throws {
        let header = try header(bytes, path: path)
        let objects = try header.array("objects").map { json in
            let reference = try ObjectReference(json: json)
            return (index: tree.index(of: reference), reference: reference)
        }
        for line in bytes.split(separator: 0x0A).dropFirst() {
            let entry = try Entry(json: JSON.parse(line), objects: objects)
            if let last = tree.entries.last, !(last.name < entry.name) {
                throw LifeboatError(
                    .corrupt,
                    "the names of a listing are out of order at \(entry.name)",
                    path: path
                )
            }
            if let obstacle = tree.obstacle(to: entry) {
                throw LifeboatError(.corrupt, "\(entry.name) cannot be restored: \(obstacle)", path: path)
            }
            tree.entries.append(entry)
        }
    }
}
