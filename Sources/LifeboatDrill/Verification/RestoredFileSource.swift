internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles

/// The bytes of a restored file for the checkpoint readers.
struct RestoredFileSource: ByteSource {
    private let file: Descriptor
    /// Length of the file.
    let count: Int

    init(_ file: Descriptor) throws {
        self.file = file
        count = try file.facts().size
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try checkRange(offset: offset, count: buffer.count)
        guard try file.read(at: offset, into: buffer) == buffer.count else {
            throw LifeboatError(.inputOutput, "became shorter while it was read", path: file.path)
        }
    }
}
