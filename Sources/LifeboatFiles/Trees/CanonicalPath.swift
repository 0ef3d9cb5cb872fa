internal import Glibc

/// Paths as the kernel sees them.
public enum CanonicalPath {
    /// The absolute path without links, `.` and `..`; nil where nothing is, or nothing that can be seen.
    public static func of(_ path: String) -> String? {
        of(Array(path.utf8)).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The same for a path that need not be text.
    public static func of(_ path: [UInt8]) -> [UInt8]? {
        guard let resolved = path.withPath({ realpath($0, nil) }) else { return nil }
        defer { free(resolved) }
        return Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }

    /// Whether `path` is `ancestor` or lies below it; both canonical.
    public static func isAt(_ path: String, orBelow ancestor: String) -> Bool {
        path == ancestor || ancestor == "/" || path.hasPrefix(ancestor + "/")
    }

    /// The same for paths that need not be text.
    public static func isAt(_ path: [UInt8], orBelow ancestor: [UInt8]) -> Bool {
        path == ancestor || ancestor == [0x2F] || path.starts(with: ancestor + [0x2F])
    }
}
