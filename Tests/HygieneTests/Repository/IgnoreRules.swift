import LifeboatCore

/// The plain part of `.gitignore`: names and patterns, a leading `/` for the top, a trailing `/` for
/// directories.
struct IgnoreRules: Sendable {
    private struct Rule: Sendable {
        let glob: Glob
        let isForDirectories: Bool
        let isForTop: Bool
    }

    private let rules: [Rule]

    /// Reads the lines of a `.gitignore`.
    init(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        rules = lines.filter { !$0.hasPrefix("#") }.map { line in
            let isForTop = line.hasPrefix("/")
            let isForDirectories = line.hasSuffix("/")
            let name = line.dropFirst(isForTop ? 1 : 0).dropLast(isForDirectories ? 1 : 0)
            return Rule(glob: Glob(String(name)), isForDirectories: isForDirectories, isForTop: isForTop)
        }
    }

    /// Whether version control leaves this path out.
    func matches(_ path: String, isDirectory: Bool) -> Bool {
        if path == ".git" || path.hasSuffix("/.git") { return true }
        return rules.contains { rule in
            (isDirectory || !rule.isForDirectories) && !(rule.isForTop && path.contains("/"))
                && rule.glob.matches(Array(path.utf8))
        }
    }
}
