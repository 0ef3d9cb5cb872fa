/// Finds the payload of every entry behind its local header (APPNOTE.TXT 4.3.7) and holds the header against
/// the directory. PyTorch trusts the directory alone; scanners that trust the header alone are fooled by a
/// difference.
struct ZipPayloads {
    private static let headerSize = 30
    let source: any ByteSource
    let limit: Int
    private(set) var damages: [Damage] = []

    init(source: any ByteSource, limit: Int) {
        self.source = source
        self.limit = limit
    }

    /// The entries in file order with their payload's place; what is wrong is added to `damages`.
    /// An entry whose payload has no place is left out. Throws only what reading throws.
    mutating func locate(_ entries: [ZipEntry]) throws -> [ZipEntry] {
        var located: [ZipEntry] = []
        located.reserveCapacity(entries.count)
        for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
            do {
                located.append(try locate(entry))
            } catch let damage as Damage {
                damages.append(damage)
            }
        }
        return withoutOverlaps(located)
    }

    private mutating func locate(_ entry: ZipEntry) throws -> ZipEntry {
        let available = limit - entry.headerOffset
        let nameCount = entry.name.utf8.count
        let header = try source.bytes(
            at: entry.headerOffset,
            count: min(available, Self.headerSize + nameCount)
        )
        func field(_ offset: Int, _ width: Int) throws -> Int {
            try header.field(offset, width, of: "local header of \(entry.name)")
        }
        guard try field(0, 4) == 0x0403_4B50 else { throw Self.damage(entry, "has no local header") }
        guard try field(26, 2) == nameCount, header.dropFirst(Self.headerSize).elementsEqual(entry.name.utf8)
        else {
            throw Self.damage(entry, "has another name in its local header")
        }
        guard try field(6, 2) == entry.flags, try field(8, 2) == (entry.isDeflated ? 8 : 0) else {
            damages.append(Self.damage(entry, "has other flags or another method in its local header"))
            return try place(entry, extraCount: try field(28, 2))
        }
        let stated = [try field(14, 4), try field(18, 4), try field(22, 4)]
        let expected = [Int(entry.crc), entry.size, entry.unpackedSize]
        let fits = zip(stated, expected).allSatisfy { $0 == 0 || $0 == 0xFFFF_FFFF || $0 == $1 }
        if !fits { damages.append(Self.damage(entry, "has another checksum or size in its local header")) }
        return try place(entry, extraCount: try field(28, 2))
    }

    private mutating func place(_ entry: ZipEntry, extraCount: Int) throws -> ZipEntry {
        var entry = entry
        let before = Self.headerSize + entry.name.utf8.count + extraCount
        guard let start = Checked.sum(entry.headerOffset, before), let end = Checked.sum(start, entry.size),
            end <= limit
        else { throw Self.damage(entry, "does not fit into the file") }
        entry.payloadOffset = start
        entry.end = end
        if entry.hasDescriptor { entry.end = try descriptorEnd(entry) }
        return entry
    }

    /// A descriptor is signature, CRC-32 and two sizes of 4 bytes, or of 8 in the zip64 form.
    private mutating func descriptorEnd(_ entry: ZipEntry) throws -> Int {
        let bytes = try source.bytes(at: entry.end, count: min(24, limit - entry.end))
        let isKnown =
            bytes.littleEndian(0, width: 4) == 0x0807_4B50
            && bytes.littleEndian(4, width: 4) == Int(entry.crc)
        for width in [4, 8] where isKnown {
            let sizes = [bytes.littleEndian(8, width: width), bytes.littleEndian(8 + width, width: width)]
            if sizes == [entry.size, entry.unpackedSize] { return entry.end + 8 + 2 * width }
        }
        damages.append(Self.damage(entry, "is not followed by its data descriptor"))
        return entry.end
    }

    /// Leaves out what lies over an earlier entry: without overlaps the work on all payloads together is
    /// bounded by the size of the file.
    private mutating func withoutOverlaps(_ entries: [ZipEntry]) -> [ZipEntry] {
        var kept: [ZipEntry] = []
        for entry in entries {
            if let before = kept.last, before.end > entry.headerOffset {
                damages.append(Self.damage(entry, "overlaps \(before.name)"))
            } else {
                kept.append(entry)
            }
        }
        return kept
    }

    private static func damage(_ entry: ZipEntry, _ what: String) -> Damage {
        Damage("checkpoint.damaged-record", "the record \(entry.name) \(what)")
    }
}
