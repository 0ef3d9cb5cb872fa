internal import CZlib

/// CRC-32 as zip uses it (ISO-HDLC, polynomial 0xEDB88320), over any length in bounded memory.
enum Checksum {
    /// Bytes read at a time.
    static let chunk = 1 << 20

    /// The checksum of a range of a source that the caller has checked; throws what reading throws.
    static func crc32(of source: any ByteSource, offset: Int, count: Int) throws -> UInt32 {
        var crc = crc32_z(0, nil, 0)
        let size = min(count, chunk)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        var done = 0
        while done < count {
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(size, count - done)])
            try source.read(at: offset + done, into: piece)
            crc = crc32_z(crc, piece.bindMemory(to: UInt8.self).baseAddress, piece.count)
            done += piece.count
        }
        return UInt32(truncatingIfNeeded: crc)
    }
}
