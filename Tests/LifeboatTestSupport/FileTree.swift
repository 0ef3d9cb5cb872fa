internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

/// A directory with everything below it, as tests copy it and compare it.
public struct FileTree: Sendable {
    /// Its path.
    public let path: String

    /// The tree at `path`.
    public init(_ path: String) { self.path = path }

    /// Copies everything, with modes and times, into the directory `target`, which is made.
    public func copy(to target: String) throws {
        let from = try Directory(path)
        let to = try Directory.make(target)
        let entries = try TreeWalk(from).entries
        for entry in entries {
            switch entry.facts.kind {
            case .directory: _ = try to.makeDirectory(entry.name, mode: 0o700)
            case .link: try to.makeLink(entry.name, to: from.linkTarget(entry.name))
            default:
                let file = try to.create(entry.name)
                let bytes = try from.open(entry.name).contents(limit: 1 << 30)
                try bytes.withUnsafeBytes { try file.write($0, at: 0) }
                try Self.setFacts(of: file, entry.facts)
            }
        }
        for entry in entries.reversed() where entry.facts.kind == .directory {
            try Self.setFacts(of: to.directory(entry.name).descriptor, entry.facts)
        }
        try Self.setFacts(of: to.descriptor, from.descriptor.facts())
    }

    private static func setFacts(of file: Descriptor, _ facts: FileFacts) throws {
        try Attributes.setPermissions(file, facts.permissions)
        try Attributes.setModified(file, facts.modified)
    }

    /// One line for everything in it, by name: kind, mode, time, and the digest of the content.
    public func facts() throws -> [String: String] {
        let root = try Directory(path)
        var lines: [String: String] = [:]
        for entry in try TreeWalk(root).entries {
            let facts = entry.facts
            var line = "\(facts.kind.rawValue) \(String(facts.permissions, radix: 8)) \(facts.modified)"
            if facts.kind == .file {
                let bytes = try root.open(entry.name).contents(limit: 1 << 30)
                line += " \(Hasher256.digest(of: bytes).hex)"
            }
            if facts.kind == .link { line += " \(FileName(bytes: try root.linkTarget(entry.name)))" }
            lines[entry.name.description] = line
        }
        return lines
    }

    /// The digest of every file's content, by name.
    public func digests() throws -> [String: String] {
        let root = try Directory(path)
        var digests: [String: String] = [:]
        for entry in try TreeWalk(root).entries where entry.facts.kind == .file {
            let bytes = try root.open(entry.name).contents(limit: 1 << 30)
            digests[entry.name.description] = Hasher256.digest(of: bytes).hex
        }
        return digests
    }

    /// Removes the directory with everything in it.
    public func remove() throws {
        try Directory(path).removeContents()
        rmdir(path)
    }

    /// The names of all files in it, sorted.
    public func names() throws -> [String] {
        try TreeWalk(Directory(path)).entries.filter { $0.facts.kind == .file }.map(\.name.description)
            .sorted()
    }

    /// Sets the time of every file in it, as if nobody had written for long.
    public func setModified(_ nanoseconds: Int64) throws {
        let root = try Directory(path)
        for entry in try TreeWalk(root).entries where entry.facts.kind == .file {
            try Attributes.setModified(root.open(entry.name), nanoseconds)
        }
    }
}
