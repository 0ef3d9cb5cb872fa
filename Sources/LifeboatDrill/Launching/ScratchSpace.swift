internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

/// A directory for restored trees that only its owner may enter, and that is gone afterwards.
///
/// It is locked for as long as its drill lives, so that what a killed drill left is told from what is in use.
struct ScratchSpace: Sendable {
    static let prefix = "lifeboat-drill-"
    /// Where a file system has no locks, what is older than this is a left-over. Seconds.
    private static let oldAge: Double = 86_400

    private let root: Directory
    private let directory: Directory
    private let name: FileName

    /// Its path.
    var path: String { directory.path }

    /// Clears away what killed drills left below `root`, and makes a fresh directory there.
    static func make(below root: String, now: Timestamp) throws -> (space: ScratchSpace, findings: [Finding])
    {
        let root = try open(root)
        let findings = try sweep(root, now)
        for _ in 1...16 {
            let directory = try root.makeTemporary(prefix: prefix)
            let name = FileName(String(directory.path.dropFirst(root.path.count + 1)))
            let attempt = try directory.lock(exclusively: false)
            // Another drill may have taken it for a left-over before it was locked.
            let isThere = try root.facts(name)?.inode == directory.descriptor.facts().inode
            if attempt != .refused, isThere {
                return (ScratchSpace(root: root, directory: directory, name: name), findings)
            }
        }
        throw LifeboatError(
            .busy,
            "no scratch directory stays",
            path: root.path,
            hint: "Run the command again."
        )
    }

    /// A directory that is not there is a slip or a disk that is not mounted: none is made, to be left
    /// behind.
    private static func open(_ root: String) throws -> Directory {
        do { return try Directory(root) } catch let error as LifeboatError where error.code == .notFound {
            throw LifeboatError(
                .notFound,
                "is not there, and restores go below it",
                path: root,
                hint: "Make it, or name another with --scratch."
            )
        }
    }

    /// Removes the directory with all that is in it.
    func remove() throws {
        try directory.removeContents()
        try root.removeDirectory(name)
    }

    private static func sweep(_ root: Directory, _ now: Timestamp) throws -> [Finding] {
        try root.names().filter { $0.starts(with: prefix.utf8) }.compactMap { component in
            let name = FileName(bytes: component)
            do {
                guard let facts = try root.facts(name), facts.kind == .directory, facts.owner == geteuid()
                else {
                    return nil
                }
                let leftover = try root.directory(name)
                guard try isAbandoned(leftover, facts, now) else { return nil }
                try leftover.removeContents()
                try root.removeDirectory(name)
                return Finding(
                    "drill.leftover-removed",
                    .info,
                    path: "\(root.path)/\(name)",
                    "was left by a drill that was killed, and is removed now"
                )
            } catch {
                return Finding(
                    "drill.leftover-stays",
                    .warning,
                    path: "\(root.path)/\(name)",
                    "was left by a drill that was killed, and cannot be removed: "
                        + ((error as? LifeboatError)?.message ?? "\(error)"),
                    hint: "Remove it by hand."
                )
            }
        }
    }

    private static func isAbandoned(_ leftover: Directory, _ facts: FileFacts, _ now: Timestamp) throws
        -> Bool
    {
        switch try leftover.lock(exclusively: true) {
        case .taken: true
        case .refused: false
        case .impossible: now.seconds(since: Timestamp(nanoseconds: facts.changed)) > oldAge
        }
    }
}
