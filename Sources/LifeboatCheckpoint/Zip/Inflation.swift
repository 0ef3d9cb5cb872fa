internal import CZlib

/// Unpacks raw deflate data (RFC 1951) only to know its checksum; the content is not kept.
enum Inflation {
    private static let window = 64 << 10

    /// The CRC-32 of the content, or nil unless `packed` is one whole stream of exactly `unpackedSize` bytes.
    static func crc32(of packed: [UInt8], unpackedSize: Int) -> UInt32? {
        guard let available = UInt32(exactly: packed.count) else { return nil }
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var input = packed
        var output = [UInt8](repeating: 0, count: window)
        var crc: UInt32 = 0
        var total = 0
        return input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = available
            while true {
                let (status, produced) = step(&stream, &output, &crc)
                total += produced
                guard total <= unpackedSize else { return nil }
                if status == Z_STREAM_END {
                    guard stream.avail_in == 0, total == unpackedSize else { return nil }
                    return crc
                }
                guard status == Z_OK, produced > 0 || stream.avail_in > 0 else { return nil }
            }
        }
    }

    private static func step(_ stream: inout z_stream, _ output: inout [UInt8], _ crc: inout UInt32) -> (
        Int32, Int
    ) {
        output.withUnsafeMutableBufferPointer { buffer in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(window)
            let status = inflate(&stream, Z_NO_FLUSH)
            let produced = window - Int(stream.avail_out)
            crc = Checksum.crc32(
                crc,
                UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<produced]))
            )
            return (status, produced)
        }
    }
}
