public import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles

/// A file on disk for the checkpoint readers. Its length is that of when it was opened.
public struct CheckpointFile: ByteSource {
    private let source: DescriptorSource
    /// Length in bytes.
    public var count: Int { source.count }

    /// Opens an ordinary file; links are followed.
    public init(_ path: String) throws { try self.init(Array(path.utf8)) }

    /// The same by a path that need not be text.
    public init(_ path: [UInt8]) throws {
        let file = try Descriptor.reading(path)
        let facts = try file.facts()
        guard facts.kind == .file else {
            throw LifeboatError(
                .usage,
                "is a \(facts.kind.rawValue), not a file",
                path: file.path,
                hint: "Name a checkpoint file, as in weights/last.pt."
            )
        }
        source = DescriptorSource(descriptor: file, count: facts.size)
    }

    /// See `ByteSource`.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try source.read(at: offset, into: buffer)
    }
}
