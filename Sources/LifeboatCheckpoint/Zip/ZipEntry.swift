/// One entry of a zip archive as its central directory states it, and where its payload turned out to be.
struct ZipEntry: Sendable, Hashable {
    let name: String
    let flags: Int
    /// CRC-32 of the content, unpacked.
    let crc: UInt32
    /// Bytes that the payload takes in the file.
    let size: Int
    /// Bytes of the content, unpacked.
    let unpackedSize: Int
    /// Whether the payload is deflated; stored plainly otherwise.
    let isDeflated: Bool
    let headerOffset: Int
    /// Set from the local header.
    var payloadOffset = 0
    /// The first byte behind the payload and its data descriptor.
    var end = 0

    /// Whether a data descriptor follows the payload.
    var hasDescriptor: Bool { flags & 0x0008 != 0 }
}
