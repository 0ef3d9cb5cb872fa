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

    static func ranges(_ entries: [Entry]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for index in entries.indices {
            let count = index + 1 - start
            if count >= most || (count >= fewest && hash(entries[index].name) & mask == 0) {
                ranges.append(start..<index + 1)
                start = index + 1
            }
        }
        if start < entries.count { ranges.append(start..<entries.count) }
        return ranges
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

    /// Adds what a listing holds to `tree`, whose entries so far must all come before.
    static func read(_ bytes: [UInt8], path: String, into tree: inout Tree) throws {
        let lines = bytes.split(separator: 0x0A)
        guard bytes.last == 0x0A, let first = lines.first else {
            throw LifeboatError(.corrupt, "a listing is cut off", path: path)
        }
        let header = try JSON.parse(first)
        guard header["schema"] == .string(schema) else {
            throw LifeboatError(.unsupported, "is not a listing that this lifeboat knows", path: path)
        }
        try VaultFormat.checkFeatures(header.array("requires"), path: path)
        let objects = try header.array("objects").map { json in
            let reference = try ObjectReference(json: json)
            return (index: tree.index(of: reference), reference: reference)
        }
        tree.entries.reserveCapacity(tree.entries.count + lines.count)
        for line in lines.dropFirst() {
            let entry = try Entry(json: JSON.parse(line), objects: objects)
            if let last = tree.entries.last, !(last.name < entry.name) {
                throw LifeboatError(
                    .corrupt,
                    "the names of a listing are out of order at \(entry.name)",
                    path: path
                )
            }
            tree.entries.append(entry)
        }
    }
}
