@testable import LifeboatCheckpoint

/// Writes archives byte for byte as PyTorch does: stored records, padding to 64 bytes in an `FB` field, zero
/// sizes in the local header, data descriptors, a zip64 end record and its locator always.
struct TorchZip {
    struct Record {
        var name: String
        var payload: [UInt8]
        /// In place of the true values in the directory.
        var crc: UInt32?
        var size: Int?
        var method = 0
        var localName: String?
        var extraFlags = 0
        /// With the form of records from 4 GiB on: sizes and place in a zip64 field, a long descriptor.
        var isWide = false
        var flags: Int { (payload.isEmpty ? 0x0800 : 0x0808) | extraFlags }
    }

    var prefix = "archive"
    var records: [Record] = []
    var hasChecksums = true
    var hasZip64 = true

    mutating func add(_ name: String, _ payload: [UInt8]) {
        records.append(Record(name: name, payload: payload))
    }

    /// The archive.
    var bytes: [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for record in records {
            let name = Array("\(prefix)/\(record.name)".utf8)
            let offset = file.count
            let crc = record.crc ?? (hasChecksums ? Self.crc(record.payload) : 0)
            file += Self.localHeader(
                record,
                name: Array((record.localName ?? "\(prefix)/\(record.name)").utf8),
                at: offset
            )
            file += record.payload
            if !record.payload.isEmpty {
                file += [0x50, 0x4B, 7, 8] + Little.u32(crc)
                let size = record.payload.count
                for _ in 0..<2 { file += record.isWide ? Little.u64(size) : Little.u32(size) }
            }
            let size = record.isWide ? 0xFFFF_FFFF : record.size ?? record.payload.count
            let place = record.isWide ? 0xFFFF_FFFF : offset
            var extra: [UInt8] = []
            if record.isWide {
                extra = [0x37, 0x13, 1, 0, 9, 1, 0] + Little.u16(24)
                extra +=
                    Little.u64(record.payload.count) + Little.u64(record.payload.count) + Little.u64(offset)
            }
            directory +=
                [0x50, 0x4B, 1, 2, 0, 0, 0, 0] + Little.u16(record.flags) + Little.u16(record.method)
            directory += [0, 0, 0, 0] + Little.u32(crc) + Little.u32(size) + Little.u32(size)
            directory += Little.u16(name.count) + Little.u16(extra.count)
            directory += [UInt8](repeating: 0, count: 10) + Little.u32(place) + name + extra
        }
        return file + directory + end(directoryOffset: file.count, directorySize: directory.count)
    }

    private func end(directoryOffset: Int, directorySize: Int) -> [UInt8] {
        var end: [UInt8] = []
        if hasZip64 {
            end += [0x50, 0x4B, 6, 6] + Little.u64(44) + Little.u32(0x001E_031E) + Little.u64(0)
            end += Little.u64(records.count) + Little.u64(records.count)
            end += Little.u64(directorySize) + Little.u64(directoryOffset)
            end +=
                [0x50, 0x4B, 6, 7] + Little.u32(0) + Little.u64(directoryOffset + directorySize)
                + Little.u32(1)
        }
        end += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Little.u16(records.count) + Little.u16(records.count)
        return end + Little.u32(directorySize) + Little.u32(directoryOffset) + [0, 0]
    }

    private static func localHeader(_ record: Record, name: [UInt8], at offset: Int) -> [UInt8] {
        let unpadded = offset + 30 + name.count + 4
        let padding = (64 - unpadded % 64) % 64
        var header: [UInt8] = [0x50, 0x4B, 3, 4, 0, 0] + Little.u16(record.flags) + Little.u16(record.method)
        header += [UInt8](repeating: 0, count: 16) + Little.u16(name.count) + Little.u16(4 + padding)
        return header + name + Array("FB".utf8) + Little.u16(padding)
            + [UInt8](repeating: 0x5A, count: padding)
    }

    static func crc(_ bytes: [UInt8]) -> UInt32 {
        let source = MemorySource(bytes)
        return (try? Checksum.crc32(of: source, offset: 0, count: bytes.count)) ?? 0
    }
}
