internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Reads one file of a source while its trainer may be writing it.
struct FileReader: Sendable {
    /// A file up to this size is held in memory and judged before anything is stored.
    static let memoryLimit = VaultFormat.pieceSize

    /// How often a file that changes under the read is read again.
    static let attempts = 5

    let root: Directory
    let writer: ObjectWriter
    let vault: Vault
    let cancellation: Cancellation

    /// An open file and its facts, or nil when it is gone.
    func open(_ name: FileName) throws -> (Descriptor, FileFacts)? {
        do {
            let file = try root.open(name)
            return (file, try file.facts())
        } catch let error as LifeboatError where error.code == .notFound {
            return nil
        }
    }

    /// Whether the file is still the one that `before` describes, by descriptor and by path.
    func isUnchanged(_ file: Descriptor, _ name: FileName, since before: FileFacts) throws -> Bool {
        guard try file.facts().isUnchanged(from: before) else { return false }
        return try root.facts(name)?.isUnchanged(from: before) ?? false
    }

    /// Stores a file in pieces, in parallel, each read once. With a lease it stops, and throws `busy`, as
    /// soon as a writer waits for the file.
    func storePieces(
        _ file: Descriptor,
        size: Int,
        lease: ReadLease? = nil,
        workers: Workers,
        progress: any Progress
    ) throws -> [Captured.Stretch] {
        let piece = VaultFormat.pieceSize
        return try workers.map((size + piece - 1) / piece) { index in
            try cancellation.check()
            let start = index * piece
            let length = min(piece, size - start)
            let bytes = try file.bytes(at: start, count: length)
            guard bytes.count == length else {
                throw LifeboatError(.busy, "became shorter while it was read", path: file.path)
            }
            if let lease, !lease.holds { throw Self.contended(file.path) }
            let object = try writer.store(bytes)
            progress.advance(length)
            return Captured.Stretch(object: object, offset: 0, length: length, digest: object.plain)
        }
    }

    /// What ends a read that a writer waits for.
    static func contended(_ path: String) -> LifeboatError {
        LifeboatError(.busy, "is opened for writing while it is read", path: path)
    }

    /// Whether the file holds these bytes where they were read from, although it was written meanwhile.
    ///
    /// Two equal reads, one after the other, are what the file held in between: so a log that only grows is
    /// captured whole, and a file that is rewritten is not taken for whole.
    func holds(_ bytes: [UInt8], in file: Descriptor) throws -> Bool {
        try file.bytes(at: 0, count: bytes.count) == bytes
    }

    /// The same for a file that was stored in pieces.
    func holds(_ stretches: [Captured.Stretch], in file: Descriptor, workers: Workers) throws -> Bool {
        try workers.map(stretches.count) { index in
            try cancellation.check()
            let stretch = stretches[index]
            let bytes = try file.bytes(at: index * VaultFormat.pieceSize, count: stretch.length)
            return Hasher256.digest(of: bytes) == stretch.digest
        }.allSatisfy { $0 }
    }

    /// Lets a writer come to its end: a few milliseconds, and twice as long each time.
    func backOff(after attempt: Int) { Pause.seconds(0.002 * Double(1 << min(attempt, 6))) }

    /// Stores bytes that are in memory, no longer than one piece.
    func store(_ bytes: [UInt8]) throws -> [Captured.Stretch] {
        if bytes.isEmpty { return [] }
        let object = try writer.store(bytes)
        return [Captured.Stretch(object: object, offset: 0, length: bytes.count, digest: object.plain)]
    }

    /// The stored bytes as the checkpoint readers see them.
    func source(_ stretches: [Captured.Stretch]) -> StoredFileSource {
        let pieces = stretches.enumerated().map { index, stretch in
            Piece(
                object: index,
                offset: stretch.offset,
                length: stretch.length,
                digest: stretch.digest,
                isWhole: true
            )
        }
        return StoredFileSource(pieces, objects: stretches.map(\.object), in: vault)
    }
}
