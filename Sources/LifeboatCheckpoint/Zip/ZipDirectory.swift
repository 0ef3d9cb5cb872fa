/// The central directory of a zip archive (APPNOTE.TXT 4.3.12), read with every bound checked.
struct ZipDirectory: Sendable {
    private static let headerSize = 46
    private let bytes: [UInt8]
    private let limit: Int
    private var position = 0

    /// The entries in directory order; throws `Damage`, or what reading throws.
    static func read(from source: any ByteSource, end: ZipEnd) throws -> [ZipEntry] {
        var directory = ZipDirectory(
            bytes: try source.bytes(at: end.directoryOffset, count: end.directorySize),
            limit: end.directoryOffset
        )
        return try directory.entries(end.entries)
    }

    private init(bytes: [UInt8], limit: Int) {
        self.bytes = bytes
        self.limit = limit
    }

    private mutating func entries(_ count: Int) throws -> [ZipEntry] {
        // The size bounds the number: a wrong count must not reserve memory.
        guard count <= bytes.count / Self.headerSize else {
            throw Self.damage("holds fewer entries than stated")
        }
        var entries: [ZipEntry] = []
        entries.reserveCapacity(count)
        for _ in 0..<count { entries.append(try entry()) }
        guard position == bytes.count else { throw Self.damage("goes on behind its last entry") }
        return entries
    }

    private mutating func entry() throws -> ZipEntry {
        let start = position
        func field(_ offset: Int, _ width: Int) throws -> Int {
            try bytes.field(start + offset, width, of: "central directory")
        }
        guard try field(0, 4) == 0x0201_4B50 else { throw Self.damage("has no entry where one was expected") }
        let nameCount = try field(28, 2)
        let extraCount = try field(30, 2)
        let nameStart = start + Self.headerSize
        let next = nameStart + nameCount + extraCount + (try field(32, 2))
        guard next <= bytes.count, (1...ZipLimits.nameBytes).contains(nameCount) else {
            throw Self.damage("has an entry that leaves it, or one with an impossible name")
        }
        let nameBytes = bytes[nameStart..<nameStart + nameCount]
        guard let name = String(validating: nameBytes, as: UTF8.self) else {
            throw Self.damage("has a name that is not UTF-8")
        }
        var sizes = Sizes(packed: try field(20, 4), size: try field(24, 4), offset: try field(42, 4))
        try sizes.widen(bytes[(nameStart + nameCount)..<(nameStart + nameCount + extraCount)])
        try check(name, method: try field(10, 2), flags: try field(8, 2), disk: try field(34, 2), sizes)
        position = next
        return ZipEntry(
            name: name,
            flags: try field(8, 2),
            crc: UInt32(truncatingIfNeeded: try field(16, 4)),
            size: sizes.packed,
            unpackedSize: sizes.size,
            isDeflated: try field(10, 2) == 8,
            headerOffset: sizes.offset
        )
    }

    private func check(_ name: String, method: Int, flags: Int, disk: Int, _ sizes: Sizes) throws {
        guard flags & 0x2041 == 0 else {
            throw Damage("checkpoint.encrypted", "the record \(name) is marked as encrypted")
        }
        // PyTorch deflates nothing but the code of a TorchScript archive.
        let isCode =
            method == 8
            && name.utf8.split(separator: 0x2F).dropFirst().first?.elementsEqual("code".utf8) == true
        let isSmall = max(sizes.size, sizes.packed) <= ZipLimits.codeBytes
        guard isCode && isSmall || method == 0 && sizes.packed == sizes.size else {
            throw Damage(
                "checkpoint.compressed",
                "the record \(name) is not stored plainly, as PyTorch stores it"
            )
        }
        guard disk == 0, let end = Checked.sum(sizes.offset, 30, sizes.packed), end <= limit else {
            throw Self.damage("states a place for \(name) that is not in the file")
        }
    }

    private static func damage(_ what: String) -> Damage {
        Damage("checkpoint.damaged-structure", "the central directory \(what)")
    }

    /// Sizes and offset of an entry; saturated fields are taken from the zip64 extra field.
    private struct Sizes {
        var packed: Int
        var size: Int
        var offset: Int

        mutating func widen(_ extra: ArraySlice<UInt8>) throws {
            let saturated = 0xFFFF_FFFF
            guard size == saturated || packed == saturated || offset == saturated else { return }
            let extra = Array(extra)
            var position = 0
            while position < extra.count {
                let id = try extra.field(position, 2, of: "extra field")
                let length = try extra.field(position + 2, 2, of: "extra field")
                position += 4
                guard length <= extra.count - position else {
                    throw ZipDirectory.damage("has a broken extra field")
                }
                if id == 1 {
                    try take(Array(extra[position..<position + length]), saturated)
                    return
                }
                position += length
            }
            throw ZipDirectory.damage("lacks the zip64 sizes of a large record")
        }

        private mutating func take(_ bytes: [UInt8], _ saturated: Int) throws {
            var position = 0
            func next(_ current: Int) throws -> Int {
                guard current == saturated else { return current }
                defer { position += 8 }
                return try bytes.field(position, 8, of: "zip64 extra field")
            }
            size = try next(size)
            packed = try next(packed)
            offset = try next(offset)
        }
    }
}
