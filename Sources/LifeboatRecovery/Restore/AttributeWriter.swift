internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Gives a restored file its owner, mode, extended attributes and time, in the order in which they do not
/// undo one another: changing the owner clears bits of the mode, and everything else moves the time.
struct AttributeWriter: Sendable {
    let isPrivileged: Bool

    func apply(_ entry: Entry, to file: Descriptor) throws -> [Finding] {
        var findings: [Finding] = []
        if isPrivileged { try Attributes.setOwner(file, owner: entry.owner, group: entry.group) }
        for (name, value) in entry.extended.sorted(by: { $0.key < $1.key }) {
            do { try Attributes.setExtended(file, name, value) } catch {
                let reason = (error as? LifeboatError)?.message ?? "\(error)"
                findings.append(
                    Finding("restore.attribute-lost", .warning, path: entry.name.description, reason)
                )
            }
        }
        try Attributes.setPermissions(file, entry.permissions)
        try Attributes.setModified(file, entry.modified)
        return findings
    }
}
