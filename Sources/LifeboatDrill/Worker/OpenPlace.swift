internal import LifeboatCore
internal import LifeboatFiles

/// A directory that stays reachable when its path, or one above it, is covered: it is used through the
/// descriptor that was opened before.
struct OpenPlace: Sendable {
    private let directory: Directory

    /// Opens the directory.
    init(_ path: String) throws { directory = try Directory(path) }

    /// Locks it, where the file system can, for as long as this value lives: it is in use.
    func claim() { _ = try? directory.lock(exclusively: false) }

    /// A path that leads to it for as long as this value lives. The dot at its end keeps it from being the
    /// start of another one.
    var path: String { "/proc/self/fd/\(directory.descriptor.number)/." }

    /// The finding with the path that people know.
    func renamed(_ finding: Finding) -> Finding {
        Finding(
            finding.code,
            finding.severity,
            path: finding.path.replacing(path, with: directory.path),
            finding.message.replacing(path, with: directory.path),
            hint: finding.hint.replacing(path, with: directory.path)
        )
    }
}
