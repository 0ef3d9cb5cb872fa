internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Writes the files of a restore: each under a name of its own first and read back, and renamed by
/// `publish` when everything is on the disk.
struct RestoreWriter: Sendable {
    let vault: Vault
    let tree: Tree
    let target: Directory
    /// Parts that an earlier try has left behind.
    let earlier: Set<FileName>
    let isPrivileged: Bool
    let cancellation: Cancellation
    let progress: any Progress

    /// Writes files piece by piece. Pieces that a killed restore left whole are not fetched again, nor those
    /// that `written` says another file of this restore holds.
    ///
    /// The pieces of several files come by turns: writes into one file wait for each other.
    func writeLarge(_ steps: [RestorePlan.Step], _ written: WrittenPieces? = nil, workers: Workers) throws
        -> [Finding]
    {
        let files = try steps.map { step in
            try LargeFile(step.entry, target.openOrCreate(partName(step.entry), mode: 0o600))
        }
        let turns = LargeFile.turns(files)
        _ = try workers.map(turns.count) { index in
            try cancellation.check()
            let (file, piece, offset) = turns[index]
            if try !file.held(piece, at: offset) && !copy(piece, of: written, to: file, at: offset) {
                try bring(piece, to: file, at: offset)
            }
            progress.advance(piece.length)
        }
        return files.flatMap { AttributeWriter(isPrivileged: isPrivileged).apply($0.entry, to: $0.file) }
    }

    /// Writes a file whose content is at hand.
    func writeSmall(_ step: RestorePlan.Step, _ bytes: UnsafeRawBufferPointer) throws -> [Finding] {
        let file = try target.openOrCreate(partName(step.entry), mode: 0o600)
        try file.truncate(to: bytes.count)
        try file.write(bytes, at: 0)
        try compare(bytes, with: file, at: 0)
        progress.advance(bytes.count)
        return AttributeWriter(isPrivileged: isPrivileged).apply(step.entry, to: file)
    }

    /// Whether an earlier try has left this file whole.
    func isWhole(_ step: RestorePlan.Step) throws -> Bool {
        let part = partName(step.entry)
        guard earlier.contains(part) else { return false }
        let file = try target.open(part)
        return try file.facts().size == step.entry.size && RestorePlanner.holds(step.entry, file)
    }

    /// Gives a file that is on the disk its name.
    func publish(_ step: RestorePlan.Step) throws {
        let part = partName(step.entry)
        if step.action == .replace {
            try removeObstacle(step.entry.name)
            try target.rename(part, to: step.entry.name)
        } else if try !target.renameExclusively(part, to: step.entry.name) {
            throw LifeboatError(
                .conflict,
                "appeared while the restore was running",
                path: "\(target.path)/\(step.entry.name)",
                hint: "Nothing was overwritten. Find out who writes there, then run the restore again."
            )
        }
    }

    /// Copied from a file that this restore has written; false where there is none, where it is not what it
    /// was, or where its mode, which it has by then, lets its owner not read it.
    private func copy(_ piece: Piece, of written: WrittenPieces?, to large: LargeFile, at offset: Int) throws
        -> Bool
    {
        guard !large.isSparse, let place = written?.place(of: piece) else { return false }
        let other: Descriptor
        do { other = try target.open(place.part) } catch let error as LifeboatError
            where error.code == .inputOutput
        { return false }
        return try large.file.copy(piece.length, of: other, at: place.offset, to: offset) == piece.length
            && RestorePlanner.holds(piece, large.file, at: offset)
    }

    /// Copied where the store can, and then one pass over what was written proves the object and the copy of
    /// it together. What does not fit is fetched into memory, which tells whose fault it is.
    private func bring(_ piece: Piece, to large: LargeFile, at offset: Int) throws {
        let file = large.file
        if try !large.isSparse && vault.copy(piece, of: tree, to: file, at: offset)
            && RestorePlanner.holds(piece, file, at: offset)
        {
            return
        }
        let bytes = try vault.bytes(piece, of: tree)
        try bytes.withUnsafeBytes { buffer in
            if large.isSparse {
                try writeAroundHoles(buffer, to: file, at: offset)
                // A restore that was killed may have left something else where the holes belong.
                if try isSame(buffer, as: file, at: offset) { return }
            }
            try file.write(buffer, at: offset)
            try compare(buffer, with: file, at: offset)
        }
    }

    /// Blocks of zeros are left out: the file was made with its full length, and they read as zeros.
    private func writeAroundHoles(_ buffer: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int)
        throws
    {
        let block = 4096
        var start: Int?
        for at in stride(from: 0, to: buffer.count, by: block) {
            let end = min(at + block, buffer.count)
            let isHole = buffer[at..<end].allSatisfy { $0 == 0 }
            if let from = start, isHole {
                try file.write(UnsafeRawBufferPointer(rebasing: buffer[from..<at]), at: offset + from)
                start = nil
            } else if start == nil, !isHole {
                start = at
            }
        }
        if let from = start {
            try file.write(UnsafeRawBufferPointer(rebasing: buffer[from...]), at: offset + from)
        }
    }

    /// Reads back what was written and holds it against the bytes whose digest was verified.
    private func compare(_ bytes: UnsafeRawBufferPointer, with file: Descriptor, at offset: Int) throws {
        guard try isSame(bytes, as: file, at: offset) else {
            throw LifeboatError(
                .corrupt,
                "what was written is not what is read back",
                path: file.path,
                hint: "The disk of the target is failing: restore onto another one."
            )
        }
    }

    private func isSame(_ bytes: UnsafeRawBufferPointer, as file: Descriptor, at offset: Int) throws -> Bool {
        var done = 0
        var isSame = true
        try file.forEachStep(from: offset, count: bytes.count) { step in
            guard isSame, let back = step.baseAddress, let want = bytes.baseAddress else { return }
            isSame = memcmp(back, want + done, step.count) == 0
            done += step.count
        }
        return isSame && done == bytes.count
    }

    /// An empty directory in the place of a file or link: renaming does not replace it. Throws for one with
    /// content.
    func removeObstacle(_ name: FileName) throws {
        guard try target.facts(name)?.kind == .directory else { return }
        try target.removeDirectory(name)
    }

    /// Where a file is written before it gets its name.
    func partName(_ entry: Entry) -> FileName { RestorePart.name(of: entry, in: tree) }
}
