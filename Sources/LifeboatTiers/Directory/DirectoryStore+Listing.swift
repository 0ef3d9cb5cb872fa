internal import LifeboatCore
internal import LifeboatFiles

extension DirectoryStore {
    /// See `Store`. Links, pipes, sockets and devices are strangers, never followed or opened, and so are
    /// names that no key can have; of directories the caller knows whether they are where they belong.
    public func listing(_ prefix: String) throws -> StoreListing {
        try StoreKey.check(prefix: prefix)
        let directory: Directory
        do { directory = try root.directory(FileName(String(prefix.dropLast()))) } catch let error
            as LifeboatError
            where error.code == .notFound
        { return try blocked(prefix) }
        var listing = StoreListing(facts: [])
        let walk = try TreeWalk(directory) { name, facts in
            if StoreKey.isComponent(name.last.bytes) { return false }
            if !name.last.bytes.starts(with: Self.ownPrefix) {
                let what = "\(Self.title(facts.kind)) whose name no key has"
                listing.strangers.append(StoreStranger(name: "\(prefix)\(name)", what: what))
            }
            return true
        }
        if let failure = walk.failures.first { throw failure.error.at("\(address)/\(prefix)\(failure.name)") }
        for entry in walk.entries {
            let key = prefix + "\(entry.name)"
            if entry.facts.kind == .file, StoreKey.isValid(key) {
                listing.facts.append(Self.stored(key, entry.facts))
            } else {
                listing.strangers.append(
                    StoreStranger(
                        name: key,
                        what: Self.title(entry.facts.kind),
                        isDirectory: entry.facts.kind == .directory
                    )
                )
            }
        }
        listing.facts = listing.facts.sortedByKey()
        return listing
    }

    /// See `Store`: what is in the trash and no deletion put there.
    public func ownStrangers() throws -> [StoreStranger] {
        let name = FileName(Self.trash)
        guard let facts = try root.facts(name) else { return [] }
        guard facts.kind == .directory else {
            return [StoreStranger(name: Self.trash, what: Self.title(facts.kind))]
        }
        return try root.directory(name).names().compactMap { child in
            // Gone meanwhile: a deletion that is over.
            guard let facts = try root.facts(name.appending(child)) else { return nil }
            if facts.kind == .file, Self.isAside(child) { return nil }
            let what = facts.kind == .file ? "a file that no deletion left" : Self.title(facts.kind)
            return StoreStranger(name: "\(Self.trash)/\(FileName(bytes: child))", what: what)
        }
    }

    /// The listing of a prefix that is no directory: what stands in its place hides everything below it.
    private func blocked(_ prefix: String) throws -> StoreListing {
        var listing = StoreListing(facts: [])
        var name = ""
        for component in prefix.split(separator: "/") {
            name += (name.isEmpty ? "" : "/") + component
            guard let facts = try root.facts(FileName(name)) else { break }
            if facts.kind == .directory { continue }
            listing.strangers.append(StoreStranger(name: name, what: Self.title(facts.kind)))
            break
        }
        return listing
    }

    private static let ownPrefix = Array(".lifeboat-".utf8)

    private static func title(_ kind: FileKind) -> String {
        kind == .link ? "a symbolic link" : "a \(kind.rawValue)"
    }
}
