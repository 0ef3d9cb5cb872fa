/// Bytes in memory as a source.
public struct MemorySource: ByteSource {
    private let bytes: [UInt8]

    /// Makes a source of `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many bytes there are.
    public var count: Int { bytes.count }

    /// Fills `buffer` from `offset` on; throws `LifeboatError` when the range is not inside the bytes.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try checkRange(offset: offset, count: buffer.count)
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset...].prefix(buffer.count)))
        }
    }
}
