public import LifeboatCore
internal import LifeboatFiles

extension DirectoryStore {
    /// See `Store`.
    ///
    /// With `unlessWrittenSince` the file is moved aside first, then looked at, and moved back when it is
    /// new: between a look and an `unlink` a writer could otherwise put it in place again and lose it.
    @discardableResult
    public func delete(_ key: String, unlessWrittenSince time: Timestamp?) throws -> Bool {
        let name = try name(key)
        guard let time else {
            let removed = try root.removeFile(name)
            if removed { try root.directory(name.parent).descriptor.sync() }
            return removed
        }
        guard let facts = try root.facts(name), Timestamp(nanoseconds: facts.modified) < time else {
            return false
        }
        let aside = FileName(Self.trash).appending(Array(key.replacing("/", with: "~").utf8))
        _ = try root.makeDirectory(FileName(Self.trash))
        do { try root.rename(name, to: aside) } catch let error as LifeboatError where error.code == .notFound
        {
            return false
        }
        return try !settle(aside, back: name, unlessWrittenSince: time)
    }

    /// Decides over a file that was moved aside; true when it went back.
    private func settle(_ aside: FileName, back name: FileName, unlessWrittenSince time: Timestamp) throws
        -> Bool
    {
        if let facts = try root.facts(aside), Timestamp(nanoseconds: facts.modified) >= time {
            // A writer that came in between may have put it there again: both are the same bytes.
            if try !root.renameExclusively(aside, to: name) { try root.removeFile(aside) }
            return true
        }
        try root.removeFile(aside)
        try root.directory(name.parent).descriptor.sync()
        return false
    }

    /// See `Store`. Temporary files and the trash are recognised by their names.
    public func sweep(olderThan time: Timestamp) throws -> Int {
        try recoverInterruptedDeletions()
        var removed = 0
        for entry in try TreeWalk(root).entries where entry.facts.kind == .file {
            guard entry.name.last.bytes.starts(with: Array(Directory.temporaryPrefix.utf8)),
                Timestamp(nanoseconds: entry.facts.modified) < time
            else { continue }
            if try root.removeFile(entry.name) { removed += 1 }
        }
        return removed
    }

    private func recoverInterruptedDeletions() throws {
        guard try root.facts(FileName(Self.trash)) != nil else { return }
        let trash = try root.directory(FileName(Self.trash))
        for name in try trash.names() {
            let aside = FileName(Self.trash).appending(name)
            let back = FileName(bytes: name.map { $0 == 0x7E ? 0x2F : $0 })
            if try !root.renameExclusively(aside, to: back) { try root.removeFile(aside) }
        }
    }
}
