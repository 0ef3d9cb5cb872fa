internal import LifeboatFiles
internal import LifeboatVault

/// A file that a restore writes piece by piece.
struct LargeFile: Sendable {
    let entry: Entry
    let file: Descriptor
    let isSparse: Bool
    /// What an earlier try has written.
    private let before: Int

    /// Gives the part of `entry` its full length.
    init(_ entry: Entry, _ file: Descriptor) throws {
        self.entry = entry
        self.file = file
        if case .file(_, let isSparse, _) = entry.content {
            self.isSparse = isSparse
        } else {
            isSparse = false
        }
        before = try file.facts().size
        try file.truncate(to: entry.size)
    }

    /// Whether an earlier try has written this piece.
    func held(_ piece: Piece, at offset: Int) throws -> Bool {
        try before >= offset + piece.length && RestorePlanner.holds(piece, file, at: offset)
    }

    /// All pieces with their places: the first of each file, then the second of each, and so on.
    static func turns(_ files: [LargeFile]) -> [(LargeFile, Piece, offset: Int)] {
        var turns: [(turn: Int, LargeFile, Piece, offset: Int)] = []
        for file in files {
            var offset = 0
            for (turn, piece) in file.entry.pieces.enumerated() {
                turns.append((turn, file, piece, offset))
                offset += piece.length
            }
        }
        return turns.sorted { $0.turn < $1.turn }.map { ($0.1, $0.2, $0.offset) }
    }
}
