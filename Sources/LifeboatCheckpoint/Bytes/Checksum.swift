internal import CChecksum
internal import CZlib

/// CRC-32 as zip uses it (ISO-HDLC, polynomial 0xEDB88320), over any length in bounded memory.
enum Checksum {
    /// Bytes read at a time.
    static let chunk = 1 << 20

    /// The checksum of a range of a source that the caller has checked; throws what reading throws.
    static func crc32(of source: any ByteSource, offset: Int, count: Int) throws -> UInt32 {
        var crc: UInt32 = 0
        let size = min(count, chunk)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        var done = 0
        while done < count {
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(size, count - done)])
            try source.read(at: offset + done, into: piece)
            crc = crc32(crc, UnsafeRawBufferPointer(piece))
            done += piece.count
        }
        return crc
    }

    /// The checksum of `bytes` behind what `crc` is of; 0 is that of nothing.
    ///
    /// zlib does what the processor's carry-less multiplication leaves over, which is everything where it has
    /// none.
    static func crc32(_ crc: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = bytes.baseAddress else { return crc }
        var crc = crc
        let taken = lb_crc32_fold(&crc, start, bytes.count)
        let rest = (start + taken).assumingMemoryBound(to: UInt8.self)
        return UInt32(truncatingIfNeeded: crc32_z(UInt(crc), rest, bytes.count - taken))
    }
}
