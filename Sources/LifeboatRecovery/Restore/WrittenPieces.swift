internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Where the pieces lie that a restore has written: `last.pt` is most often one of the epochs, and nobody
/// needs to fetch it twice.
struct WrittenPieces: Sendable {
    /// A place in a part of this restore.
    struct Place: Sendable {
        let part: FileName
        let offset: Int
    }

    private var places: [Digest: Place] = [:]

    /// Takes note of the pieces of a file; false when all of them were known before.
    mutating func note(_ entry: Entry, in tree: Tree) -> Bool {
        let part = RestorePart.name(of: entry, in: tree)
        var (offset, isNew) = (0, false)
        for piece in entry.pieces {
            if places[piece.digest] == nil {
                places[piece.digest] = Place(part: part, offset: offset)
                isNew = true
            }
            offset += piece.length
        }
        return isNew
    }

    /// Where the bytes of a piece lie.
    func place(of piece: Piece) -> Place? { places[piece.digest] }
}
