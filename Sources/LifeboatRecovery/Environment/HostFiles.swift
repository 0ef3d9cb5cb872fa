internal import LifeboatCore
internal import LifeboatFiles

/// Reads small files of a machine below a root, and keeps what could not be read as findings.
struct HostFiles {
    /// `/` in front of every path is this; empty for the real root.
    private let prefix: String
    private(set) var findings: [Finding] = []

    init(root: String) { prefix = root == "/" ? "" : root }

    /// The path on the machine that runs this.
    func real(_ path: String) -> String { prefix + path }

    /// The first `limit` bytes of a file; nil when it is not there, or cannot be read, which is a finding.
    mutating func bytes(_ path: String, limit: Int = 1 << 16) -> [UInt8]? {
        do {
            let file = try Descriptor.reading(real(path))
            // Files below /proc say that they are empty: they are read to their end, whatever their size.
            guard try file.facts().kind == .file else { return nil }
            return try file.bytes(at: 0, count: limit)
        } catch {
            note(error, path)
            return nil
        }
    }

    /// The same as text; what is not UTF-8 shows as U+FFFD.
    mutating func text(_ path: String, limit: Int = 1 << 16) -> String? {
        bytes(path, limit: limit).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names in a directory, sorted, without those that are no text; none when it is not there.
    mutating func names(_ path: String) -> [String] {
        do {
            return try Directory(real(path)).names().compactMap { String(validating: $0, as: UTF8.self) }
                .sorted()
        } catch {
            note(error, path)
            return []
        }
    }

    /// What stands at a path, links followed; nil for nothing.
    func kind(_ path: String) -> FileKind? {
        try? Descriptor.reading(real(path)).facts().kind
    }

    /// Adds a finding.
    mutating func note(_ finding: Finding) { findings.append(finding) }

    private mutating func note(_ error: any Error, _ path: String) {
        if (error as? LifeboatError)?.code == .notFound { return }
        findings.append(
            Finding(
                "environment.unreadable",
                .warning,
                path: path,
                (error as? LifeboatError)?.message ?? "cannot be read",
                hint: "The recovery plan will lack it: let this user read it."
            )
        )
    }
}
