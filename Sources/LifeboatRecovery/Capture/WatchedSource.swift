internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import Synchronization

/// A file of a source for the checkpoint readers, which stop as soon as a writer waits for it or the user has
/// had enough.
///
/// The readers turn a failed read into a finding about the checkpoint. Here it says nothing about the
/// checkpoint: it is kept, for the capture to throw.
final class WatchedSource: ByteSource {
    private let source: DescriptorSource
    private let lease: ReadLease?
    private let cancellation: Cancellation
    private let failure = Mutex<(any Error)?>(nil)

    /// The length when the file was opened.
    var count: Int { source.count }

    init(_ file: Descriptor, size: Int, lease: ReadLease?, cancellation: Cancellation) {
        source = DescriptorSource(descriptor: file, count: size)
        self.lease = lease
        self.cancellation = cancellation
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        // A reader that asks for too much has met a file that lies, and nothing failed.
        try checkRange(offset: offset, count: buffer.count)
        do {
            try cancellation.check()
            if let lease, !lease.holds { throw FileReader.contended(source.descriptor.path) }
            try source.read(at: offset, into: buffer)
        } catch {
            failure.withLock { $0 = $0 ?? error }
            throw error
        }
    }

    /// Throws what kept the file from being read, if anything did.
    func check() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
