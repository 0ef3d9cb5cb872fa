internal import Glibc

/// Paths as the kernel sees them.
public enum CanonicalPath {
    /// The absolute path without links, `.` and `..`; nil where nothing is, or nothing that can be seen.
    public static func of(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(validatingCString: resolved)
    }

    /// Whether `path` is `ancestor` or lies below it; both canonical.
    public static func isAt(_ path: String, orBelow ancestor: String) -> Bool {
        path == ancestor || ancestor == "/" || path.hasPrefix(ancestor + "/")
    }
}
