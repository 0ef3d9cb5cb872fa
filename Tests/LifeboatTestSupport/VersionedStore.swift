public import LifeboatCore
public import LifeboatTiers
internal import Synchronization

/// A store in memory that keeps what is overwritten or deleted, as a bucket with versioning does.
public final class VersionedStore: Store {
    private struct Version {
        let id: String
        /// Nil for a delete marker.
        let bytes: [UInt8]?
        let written: Timestamp
    }

    /// Names it in messages.
    public let address = "versions:"
    private let clock: any WallClock
    /// By key, oldest first.
    private let entries = Mutex<[String: [Version]]>([:])

    /// An empty store whose times of writing come from `clock`.
    public init(clock: any WallClock = SystemClock()) { self.clock = clock }

    /// See `Store`.
    public var mayKeepVersions: Bool { true }

    /// See `Store`.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, _ mode: PutMode) throws -> Bool {
        try StoreKey.check(key)
        let (bytes, now) = (Array(bytes), clock.now())
        return entries.withLock { entries in
            if mode == .ifAbsent, entries[key]?.last?.bytes != nil { return false }
            Self.add(bytes, to: &entries[key, default: []], now)
            return true
        }
    }

    /// See `Store`.
    public func get(_ key: String, limit: Int) throws -> [UInt8] {
        let bytes = try newest(key)
        guard bytes.count <= limit else { throw LifeboatError(.corrupt, "is too long", path: key) }
        return bytes
    }

    /// See `Store`.
    public func read(_ key: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        try Self.read(newest(key), offset, buffer, key)
    }

    /// See `Store`.
    public func facts(_ key: String) throws -> StoredFacts? {
        try StoreKey.check(key)
        return entries.withLock { entries in
            entries[key]?.last.flatMap { version in
                version.bytes.map { StoredFacts(key: key, size: $0.count, written: version.written) }
            }
        }
    }

    /// See `Store`.
    public func list(_ prefix: String) throws -> [StoredFacts] {
        try StoreKey.check(prefix: prefix)
        let keys = entries.withLock { $0.keys.filter { $0.hasPrefix(prefix) } }
        return try keys.sorted().compactMap { try facts($0) }
    }

    /// See `Store`.
    @discardableResult
    public func delete(_ key: String, unlessWrittenSince time: Timestamp?) throws -> Bool {
        try StoreKey.check(key)
        let now = clock.now()
        return entries.withLock { entries in
            guard let last = entries[key]?.last, last.bytes != nil else { return false }
            if let time, last.written >= time { return false }
            Self.add(nil, to: &entries[key, default: []], now)
            return true
        }
    }

    /// See `Store`.
    public func versions(of key: String) throws -> [StoredVersion] {
        try StoreKey.check(key)
        return entries.withLock { entries in
            let all = entries[key] ?? []
            return all.compactMap { version in
                version.bytes.map {
                    StoredVersion(
                        id: version.id,
                        size: $0.count,
                        written: version.written,
                        isCurrent: version.id == all.last?.id
                    )
                }
            }
            .reversed()
        }
    }

    /// See `Store`.
    public func read(
        _ key: String,
        version: String,
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws {
        try StoreKey.check(key)
        let bytes = entries.withLock { $0[key]?.first { $0.id == version }?.bytes }
        guard let bytes else { throw LifeboatError(.notFound, "is no version", path: key) }
        try Self.read(bytes, offset, buffer, key)
    }

    /// See `Store`.
    public func hidden(_ prefix: String) throws -> [StoredFacts] {
        try StoreKey.check(prefix: prefix)
        return entries.withLock { entries in
            entries.filter { $0.key.hasPrefix(prefix) && $0.value.last?.bytes == nil }.compactMap { entry in
                entry.value.last { $0.bytes != nil }.map {
                    StoredFacts(key: entry.key, size: $0.bytes?.count ?? 0, written: $0.written)
                }
            }
        }
        .sorted { $0.key < $1.key }
    }

    private func newest(_ key: String) throws -> [UInt8] {
        try StoreKey.check(key)
        guard let bytes = entries.withLock({ $0[key]?.last?.bytes }) else {
            throw LifeboatError(.notFound, "does not exist", path: key)
        }
        return bytes
    }

    private static func add(_ bytes: [UInt8]?, to versions: inout [Version], _ now: Timestamp) {
        versions.append(Version(id: "v\(versions.count)", bytes: bytes, written: now))
    }

    private static func read(
        _ bytes: [UInt8],
        _ offset: Int,
        _ buffer: UnsafeMutableRawBufferPointer,
        _ key: String
    ) throws {
        guard offset >= 0, offset <= bytes.count, bytes.count - offset >= buffer.count else {
            throw LifeboatError(.corrupt, "ends after \(bytes.count) bytes", path: key)
        }
        buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
    }
}
