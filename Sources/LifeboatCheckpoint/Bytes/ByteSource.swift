internal import LifeboatCore

/// Random access to the bytes of one file, wherever they are.
///
/// The readers of this layer do no I/O: whoever has a file, an object or a buffer gives them this.
public protocol ByteSource: Sendable {
    /// How many bytes there are.
    var count: Int { get }

    /// Fills `buffer` entirely with the bytes from `offset` on.
    ///
    /// Throws `LifeboatError` when the range is not inside the source or the bytes cannot be read. It never
    /// fills a part: a source that has become shorter is an error, not an end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws
}

extension ByteSource {
    /// The `count` bytes from `offset` on; throws as `read(at:into:)` does.
    public func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        try checkRange(offset: offset, count: count)
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            initialized = count
        }
    }

    /// Throws `LifeboatError` unless the range lies inside the source.
    public func checkRange(offset: Int, count: Int) throws {
        guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else {
            throw LifeboatError(
                .inputOutput,
                "\(count) bytes at \(offset) are not inside \(self.count) bytes"
            )
        }
    }
}
