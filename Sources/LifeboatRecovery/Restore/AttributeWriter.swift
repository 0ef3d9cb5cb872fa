internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Gives a restored file its owner, mode, extended attributes and time, in the order in which they do not
/// undo one another: changing the owner clears bits of the mode, and everything else moves the time.
///
/// What the file system or somebody's rights refuse is a finding by the entry's name: the content is back
/// all the same.
struct AttributeWriter: Sendable {
    /// So many losses are told one by one; of the rest their number.
    private static let limit = 20

    let isPrivileged: Bool

    /// `place` is what findings name instead of the entry's own name.
    func apply(_ entry: Entry, to file: Descriptor, place: String? = nil) -> [Finding] {
        var findings: [Finding] = []
        func attempt(_ action: () throws -> Void) {
            do { try action() } catch { findings.append(Self.lost(place ?? entry.name.description, error)) }
        }
        if isPrivileged { attempt { try Attributes.setOwner(file, owner: entry.owner, group: entry.group) } }
        // What runs with the rights of its owner must not run with those of another.
        let permissions = findings.isEmpty ? entry.permissions : entry.permissions & 0o777
        for (name, value) in entry.extended.sorted(by: { $0.key < $1.key }) {
            attempt { try Attributes.setExtended(file, name, value) }
        }
        attempt { try Attributes.setPermissions(file, permissions) }
        attempt { try Attributes.setModified(file, entry.modified) }
        return findings
    }

    /// The same for a link, which has an owner and a time alone.
    func apply(_ entry: Entry, toLinkIn target: Directory) -> [Finding] {
        do {
            try Attributes.setLink(
                entry.name,
                in: target,
                owner: isPrivileged ? (entry.owner, entry.group) : nil,
                modified: entry.modified
            )
            return []
        } catch { return [Self.lost(entry.name.description, error)] }
    }

    /// As many of the findings as a person reads: on a file system without owners every file has one.
    static func limited(_ findings: [Finding]) -> [Finding] {
        guard findings.count > limit else { return findings }
        let rest = "\(findings.count - limit) more are not told one by one"
        return findings.prefix(limit) + [Finding("restore.attribute-lost", .warning, rest)]
    }

    private static func lost(_ place: String, _ error: any Error) -> Finding {
        let reason = (error as? LifeboatError)?.message ?? String(describing: error)
        return Finding("restore.attribute-lost", .warning, path: place, reason)
    }
}
