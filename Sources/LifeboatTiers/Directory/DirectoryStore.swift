internal import LifeboatCore
public import LifeboatFiles

/// A store in a directory: a key is a path below it.
///
/// What it makes is for its owner alone (directories 0700, files 0600). Where the store's own directory has
/// the set-group-ID bit, as directories that a group shares have, the group gets what it may do there.
public final class DirectoryStore: Store {
    /// Deleted keys rest here until their time of writing is looked at once more.
    static let trash = ".lifeboat-trash"

    /// The directory.
    public let root: Directory
    /// The permissions of directories that are made below it.
    let directoryMode: UInt32
    private var fileMode: UInt32 { directoryMode & 0o666 }

    /// The path of the directory.
    public var address: String { root.path }

    /// Opens an existing directory.
    public init(_ path: String) throws {
        root = try Directory(path)
        let permissions = try root.descriptor.facts().permissions
        directoryMode = 0o700 | (permissions & 0o2000 == 0 ? 0 : permissions & 0o070)
    }

    /// Opens a directory, made (0700) where it is missing.
    public static func make(_ path: String) throws -> DirectoryStore {
        _ = try Directory.make(path, mode: 0o700)
        return try DirectoryStore(path)
    }

    /// See `Store`. The write is flushed and renamed into place.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, _ mode: PutMode) throws -> Bool {
        let name = try name(key)
        if mode == .ifAbsent, let facts = try root.facts(name) {
            guard facts.kind == .file else {
                throw odd(.conflict, "a \(facts.kind.rawValue) is in the way", key)
            }
            return false
        }
        return try root.write(
            bytes,
            to: name,
            replacing: mode == .replacing,
            mode: fileMode,
            directoryMode: directoryMode
        )
    }

    /// See `Store`.
    public func get(_ key: String, limit: Int) throws -> [UInt8] {
        try open(key).contents(limit: limit)
    }

    /// See `Store`.
    public func read(_ key: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        let file = try open(key)
        guard Self.isRange(offset, buffer.count), try file.read(at: offset, into: buffer) == buffer.count
        else { throw try outside(file, key, offset, buffer.count) }
    }

    /// See `Store`.
    public func copy(_ key: String, at start: Int, count: Int, to file: Descriptor, at offset: Int) throws
        -> Bool
    {
        let stored = try open(key)
        guard Self.isRange(start, count), try file.copy(count, of: stored, at: start, to: offset) == count
        else { throw try outside(stored, key, start, count) }
        return true
    }

    private static func isRange(_ offset: Int, _ count: Int) -> Bool {
        offset >= 0 && count >= 0 && !offset.addingReportingOverflow(count).overflow
    }

    private func outside(_ file: Descriptor, _ key: String, _ offset: Int, _ count: Int) throws
        -> LifeboatError
    {
        LifeboatError(
            .corrupt,
            "has \(try file.facts().size) bytes; \(count) from byte \(offset) on were expected",
            path: "\(address)/\(key)"
        )
    }

    private func open(_ key: String) throws -> Descriptor {
        let file = try root.open(name(key))
        switch try file.facts().kind {
        case .file: return file
        // Keys lie below it; none is as long as this one.
        case .directory: throw odd(.notFound, "is a directory", key)
        // Not as if it were missing: what stands in its place may hide it.
        default: throw odd(.corrupt, "is not a file", key)
        }
    }

    private func odd(_ code: ErrorCode, _ message: String, _ key: String) -> LifeboatError {
        LifeboatError(
            code,
            message,
            path: "\(address)/\(key)",
            hint: "Find out who put it there, move it away, and run the same command again."
        )
    }

    /// See `Store`.
    public func facts(_ key: String) throws -> StoredFacts? {
        guard let facts = try root.facts(name(key)), facts.kind == .file else { return nil }
        return Self.stored(key, facts)
    }

    /// See `Store`.
    public func list(_ prefix: String) throws -> [StoredFacts] { try listing(prefix).facts }

    static func stored(_ key: String, _ facts: FileFacts) -> StoredFacts {
        StoredFacts(key: key, size: facts.size, written: Timestamp(nanoseconds: facts.modified))
    }

    func name(_ key: String) throws -> FileName {
        try StoreKey.check(key)
        return FileName(key)
    }
}
