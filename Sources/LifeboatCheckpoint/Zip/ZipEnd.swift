/// The end of a zip archive: where its central directory is (APPNOTE.TXT 4.3.14 to 4.3.16).
///
/// PyTorch writes the directory, the zip64 end record, its locator and the end record one right after
/// another, and nothing behind them. Only that form is accepted: any gap or tail means that bytes are missing
/// or foreign.
struct ZipEnd: Sendable, Equatable {
    let entries: Int
    let directoryOffset: Int
    let directorySize: Int

    static let endSize = 22
    private static let locatorSize = 20
    private static let end64Size = 56

    /// Reads the end of `source`; throws `Damage`, or what reading throws.
    static func read(from source: any ByteSource) throws -> ZipEnd {
        let offset = source.count - endSize
        guard offset >= 0 else { throw missing(source) }
        let bytes = try source.bytes(at: offset, count: endSize)
        guard bytes.starts(with: [0x50, 0x4B, 5, 6]) else { throw try explainTail(source) }
        let diskFields = (bytes.littleEndian(4, width: 2), bytes.littleEndian(6, width: 2))
        guard diskFields == (0, 0), bytes.littleEndian(20, width: 2) == 0 else {
            throw Damage(
                "checkpoint.damaged-structure",
                "the end record speaks of several disks or of a comment"
            )
        }
        let entries = try bytes.field(10, 2, of: "end record")
        let size = try bytes.field(12, 4, of: "end record")
        let start = try bytes.field(16, 4, of: "end record")
        guard try bytes.field(8, 2, of: "end record") == entries else {
            throw Damage("checkpoint.damaged-structure", "the end record states two numbers of entries")
        }
        let short = ZipEnd(entries: entries, directoryOffset: start, directorySize: size)
        let full = try readZip64(source, endOffset: offset)
        if let full, !full.end.agrees(with: short) {
            throw Damage("checkpoint.damaged-structure", "the end record and the zip64 end record differ")
        }
        let result = full?.end ?? short
        try result.check(directoryEnd: full?.offset ?? offset)
        return result
    }

    /// A field of the short record is either the true value or saturated.
    private func agrees(with short: ZipEnd) -> Bool {
        short.entries == min(entries, 0xFFFF) && short.directoryOffset == min(directoryOffset, 0xFFFF_FFFF)
            && short.directorySize == min(directorySize, 0xFFFF_FFFF)
    }

    private func check(directoryEnd: Int) throws {
        guard Checked.sum(directoryOffset, directorySize) == directoryEnd else {
            throw Damage(
                "checkpoint.damaged-structure",
                "the central directory does not end where the end record begins: bytes are lost or too many"
            )
        }
        guard entries <= ZipLimits.entries, directorySize <= ZipLimits.directoryBytes else {
            throw Damage(
                "checkpoint.too-large",
                "the archive has \(entries) entries, more than can be judged"
            )
        }
    }

    private static func readZip64(_ source: any ByteSource, endOffset: Int) throws -> (
        end: ZipEnd, offset: Int
    )? {
        let locatorOffset = endOffset - locatorSize
        guard locatorOffset >= 0 else { return nil }
        let locator = try source.bytes(at: locatorOffset, count: locatorSize)
        guard locator.starts(with: [0x50, 0x4B, 6, 7]) else { return nil }
        let offset = try locator.field(8, 8, of: "zip64 locator")
        guard locator.littleEndian(4, width: 4) == 0, locator.littleEndian(16, width: 4) == 1,
            Checked.sum(offset, end64Size) == locatorOffset
        else { throw Damage("checkpoint.damaged-structure", "the zip64 locator does not lead to its record") }
        let record = try source.bytes(at: offset, count: end64Size)
        let what = "zip64 end record"
        let entries = try record.field(32, 8, of: what)
        guard record.starts(with: [0x50, 0x4B, 6, 6]), record.littleEndian(4, width: 8) == end64Size - 12,
            record.littleEndian(16, width: 8) == 0, record.littleEndian(24, width: 8) == entries
        else { throw Damage("checkpoint.damaged-structure", "the zip64 end record is damaged") }
        let size = try record.field(40, 8, of: what)
        let start = try record.field(48, 8, of: what)
        return (ZipEnd(entries: entries, directoryOffset: start, directorySize: size), offset)
    }
}
