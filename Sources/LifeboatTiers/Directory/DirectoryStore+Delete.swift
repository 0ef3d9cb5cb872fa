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
        guard let facts = try root.facts(name), facts.kind == .file else { return false }
        guard let time else {
            let removed = try root.removeFile(name)
            if removed { try root.directory(name.parent).descriptor.sync() }
            return removed
        }
        guard Self.isOlder(facts, than: time) else { return false }
        return try deleteAside(key, unlessWrittenSince: time)
    }

    /// The deletion of a file that looked old a moment ago; false when a writer came in between.
    func deleteAside(_ key: String, unlessWrittenSince time: Timestamp) throws -> Bool {
        let name = try name(key)
        let aside = FileName(Self.trash).appending(Self.asideName(key))
        _ = try root.makeDirectory(FileName(Self.trash), mode: directoryMode)
        do { try root.rename(name, to: aside) } catch let error as LifeboatError where error.code == .notFound
        {
            return false
        }
        return try !settle(aside, back: name, unlessWrittenSince: time)
    }

    /// File times tick coarsely on older kernels, up to 10 ms behind the clock that `time` came from: what is
    /// only so little older may have been written since.
    private static func isOlder(_ facts: FileFacts, than time: Timestamp) -> Bool {
        Timestamp(nanoseconds: facts.modified) < time.adding(seconds: -0.02)
    }

    /// The key with `~` for `/`, and a random part behind `+`: two deletions of one key must not meet.
    private static func asideName(_ key: String) -> [UInt8] {
        Array("\(key.replacing("/", with: "~"))+\(Directory.uniqueSuffix())".utf8)
    }

    /// The key of a file in the trash.
    static func key(aside name: [UInt8]) -> FileName {
        FileName(bytes: name.prefix { $0 != 0x2B }.map { $0 == 0x7E ? 0x2F : $0 })
    }

    /// Whether a deletion named this file of the trash.
    static func isAside(_ name: [UInt8]) -> Bool {
        name.contains(0x2B) && StoreKey.isValid("\(key(aside: name))")
    }

    /// Decides over a file that was moved aside; true when it went back.
    private func settle(_ aside: FileName, back name: FileName, unlessWrittenSince time: Timestamp) throws
        -> Bool
    {
        // Gone: a sweep took this deletion for an interrupted one and put the file back.
        guard let facts = try root.facts(aside) else { return true }
        if !Self.isOlder(facts, than: time) {
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
        // What no deletion left there is for a person to look at: `ownStrangers` names it.
        for name in try trash.names() where Self.isAside(name) {
            let aside = FileName(Self.trash).appending(name)
            let back = Self.key(aside: name)
            do {
                if try !root.renameExclusively(aside, to: back) { try root.removeFile(aside) }
            } catch let error as LifeboatError where error.code == .notFound {
                // Its deletion was not interrupted but running, and is over now.
            }
        }
    }
}
