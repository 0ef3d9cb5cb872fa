import LifeboatCheckpoint
import LifeboatCore

/// A disk that cannot read one byte.
struct FailingSource: ByteSource {
    let memory: MemorySource
    let badByte: Int

    var count: Int { memory.count }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        if (offset..<offset + buffer.count).contains(badByte) {
            throw LifeboatError(.inputOutput, "Input/output error")
        }
        try memory.read(at: offset, into: buffer)
    }
}
