import LifeboatCore
import LifeboatFiles

/// The repository that this file belongs to, as it stands on the disk.
struct Repository: Sendable {
    /// Every file that version control would take, in order of their paths.
    let files: [RepositoryFile]
    /// Every directory that holds one of them.
    let directories: Set<String>
    /// The Swift files among them, ready to be looked at.
    let sources: [SwiftSource]

    /// The repository, read once.
    static let current = Result { try Repository(root: root) }

    /// Reads everything below `root` but what `.gitignore` names.
    init(root: String) throws {
        let top = try Directory(root)
        let rules = IgnoreRules(try top.open(FileName(".gitignore")).contents(limit: Self.fileLimit))
        let walk = try TreeWalk(top) { name, facts in
            rules.matches(name.description, isDirectory: facts.kind == .directory)
        }
        if let failure = walk.failures.first { throw failure.error }
        let files = try walk.entries.filter { $0.facts.kind == .file }.map { entry in
            let bytes = try top.open(entry.name).contents(limit: Self.fileLimit)
            return RepositoryFile(path: entry.name.description, bytes: bytes)
        }
        self.files = files
        sources = files.filter { $0.kind == "swift" }.map(SwiftSource.init)
        directories = Set(files.flatMap { Self.parents(of: $0.path) })
    }

    /// Whether a file or a directory of the repository has this path.
    func has(_ path: String) -> Bool { directories.contains(path) || files.contains { $0.path == path } }

    private static let fileLimit = 64 << 20

    private static var root: String {
        let here = #filePath.split(separator: "/").dropLast(4)
        return "/" + here.joined(separator: "/")
    }

    private static func parents(of path: String) -> [String] {
        let components = path.split(separator: "/").dropLast()
        return components.indices.map { components[...$0].joined(separator: "/") }
    }
}
