internal import LifeboatCore
internal import LifeboatFiles

/// What tells one state of a data set from another without reading it: names and sizes of all its files.
///
/// The digest is SHA-256 over `<path>` 00 `<size>` 0A for each file and `<path>` 00 `> <target>` 0A for each
/// symbolic link, in the order of names within each directory, a directory's content in its place. Files
/// named `*.cache`, which trainers make, do not count.
struct DatasetFingerprint {
    private(set) var files = 0
    private(set) var bytes = 0
    /// Whether a bound was met: then the numbers are of what was looked at.
    private(set) var isTruncated = false
    private(set) var findings: [Finding] = []
    /// Whether there are more files than are looked at.
    private var isFull = false
    private var hasher = Hasher256()
    private let limits: EnvironmentLimits

    init(_ path: String, limits: EnvironmentLimits) throws {
        self.limits = limits
        try visit(Directory(path), FileName(bytes: []), 0)
    }

    var digest: Digest { hasher.finish() }

    private mutating func visit(_ directory: Directory, _ prefix: FileName, _ depth: Int) throws {
        guard depth < limits.datasetDepth else {
            isTruncated = true
            return
        }
        for component in try directory.names().sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            if isFull { return }
            let name = prefix.appending(component)
            do {
                try take(component, name, directory, depth)
            } catch let error as LifeboatError {
                if error.code == .notFound { continue }
                findings.append(Finding("environment.unreadable", failure: error, path: name.description))
            }
        }
    }

    private mutating func take(_ component: [UInt8], _ name: FileName, _ directory: Directory, _ depth: Int)
        throws
    {
        let own = FileName(bytes: component)
        guard let facts = try directory.facts(own),
            !component.reversed().starts(with: ".cache".utf8.reversed())
        else { return }
        switch facts.kind {
        case .directory: try visit(directory.directory(own), name, depth + 1)
        case .file: count(name, Array(String(facts.size).utf8), facts.size)
        case .link: count(name, Array("> ".utf8) + (try directory.linkTarget(own)), 0)
        case .pipe, .socket, .device: break
        }
    }

    private mutating func count(_ name: FileName, _ what: [UInt8], _ size: Int) {
        guard files < limits.datasetFiles else {
            isFull = true
            isTruncated = true
            return
        }
        files += 1
        bytes = bytes.addingReportingOverflow(size).partialValue
        hasher.update(name.bytes + [0] + what + [0x0A])
    }
}
