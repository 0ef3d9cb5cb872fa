public import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatTiers
public import LifeboatVault

/// The bytes of a file as a vault holds them, for the checkpoint readers: what is judged is the copy itself.
///
/// Reads are ranged and not held against the digests; use it where those are verified too.
public struct StoredFileSource: ByteSource {
    private let vault: Vault
    private let objects: [ObjectReference]
    private let pieces: [Piece]
    private let starts: [Int]
    /// Length of the file.
    public let count: Int

    /// A file of a tree in a vault.
    public init(_ pieces: [Piece], of tree: Tree, in vault: Vault) {
        self.init(pieces, objects: tree.objects, in: vault)
    }

    init(_ pieces: [Piece], objects: [ObjectReference], in vault: Vault) {
        self.vault = vault
        self.objects = objects
        self.pieces = pieces
        var starts: [Int] = []
        count = pieces.reduce(0) { start, piece in
            starts.append(start)
            return start + piece.length
        }
        self.starts = starts
    }

    /// See `ByteSource`.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try checkRange(offset: offset, count: buffer.count)
        var done = 0
        var index = pieceIndex(at: offset)
        while done < buffer.count {
            let piece = pieces[index]
            let within = offset + done - starts[index]
            let length = min(piece.length - within, buffer.count - done)
            let window = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + length])
            let key = VaultFormat.objectKey(objects[piece.object].name)
            try vault.store.read(key, at: piece.offset + within, into: window)
            done += length
            index += 1
        }
    }

    private func pieceIndex(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
