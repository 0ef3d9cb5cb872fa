internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles

/// The bytes of an open file for the checkpoint readers. The length is that of when it was made.
struct DescriptorSource: ByteSource {
    let descriptor: Descriptor
    let count: Int

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try checkRange(offset: offset, count: buffer.count)
        guard try descriptor.read(at: offset, into: buffer) == buffer.count else {
            throw LifeboatError(.busy, "became shorter while it was read", path: descriptor.path)
        }
    }
}
