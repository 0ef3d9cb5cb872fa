public import LifeboatCore

/// Everything below a directory, in the order of `FileName`, links not followed.
public struct TreeWalk: Sendable {
    /// What was found; a directory comes before what it holds.
    public private(set) var entries: [TreeEntry] = []
    /// What could not be read, each with its reason.
    public private(set) var failures: [(name: FileName, error: LifeboatError)] = []

    /// Walks `root`; `skip` names directories and files to leave out, with all below them.
    ///
    /// What cannot be entered or read is among `failures`, and the walk goes on; throws only for `root`
    /// itself.
    public init(
        _ root: Directory,
        skip: (FileName, FileFacts) -> Bool = { _, _ in false }
    ) throws {
        try visit(root, FileName(bytes: []), skip)
    }

    private mutating func visit(
        _ directory: Directory,
        _ prefix: FileName,
        _ skip: (FileName, FileFacts) -> Bool
    ) throws {
        for child in try directory.children() {
            let name = prefix.appending(child.name)
            do {
                let facts = try child.facts.get()
                if skip(name, facts) { continue }
                entries.append(TreeEntry(name: name, facts: facts))
                if facts.kind == .directory {
                    try visit(directory.directory(FileName(bytes: child.name)), name, skip)
                }
            } catch let error as LifeboatError {
                if error.code == .notFound { continue }
                failures.append((name, error))
            }
        }
    }
}
