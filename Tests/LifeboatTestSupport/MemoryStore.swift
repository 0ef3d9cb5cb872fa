public import LifeboatCore
public import LifeboatTiers
internal import Synchronization

/// A store in memory that honours every sentence of the contract of `Store` and refuses what any store may
/// refuse.
public final class MemoryStore: Store {
    private struct Entry {
        var bytes: [UInt8]
        var written: Timestamp
    }

    /// Names it in messages.
    public let address: String
    private let clock: any WallClock
    private let entries = Mutex<[String: Entry]>([:])

    /// An empty store whose times of writing come from `clock`.
    public init(clock: any WallClock = SystemClock(), address: String = "memory:") {
        self.clock = clock
        self.address = address
    }

    /// See `Store`. A key below another key is refused: a directory store could not hold both.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, _ mode: PutMode) throws -> Bool {
        try StoreKey.check(key)
        let entry = Entry(bytes: Array(bytes), written: clock.now())
        return try entries.withLock { entries in
            if mode == .ifAbsent, entries[key] != nil { return false }
            for other in entries.keys where other.hasPrefix(key + "/") || key.hasPrefix(other + "/") {
                throw LifeboatError(.conflict, "\(other) stands in the way", path: "\(address)\(key)")
            }
            entries[key] = entry
            return true
        }
    }

    /// See `Store`.
    public func get(_ key: String, limit: Int) throws -> [UInt8] {
        let bytes = try entry(key).bytes
        guard bytes.count <= limit else {
            throw LifeboatError(.corrupt, "has \(bytes.count) bytes, over \(limit)", path: "\(address)\(key)")
        }
        return bytes
    }

    /// See `Store`.
    public func read(_ key: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        let bytes = try entry(key).bytes
        guard offset >= 0, offset <= bytes.count, bytes.count - offset >= buffer.count else {
            throw LifeboatError(.corrupt, "ends after \(bytes.count) bytes", path: "\(address)\(key)")
        }
        buffer.copyBytes(from: bytes[offset..<offset + buffer.count])
    }

    /// See `Store`.
    public func facts(_ key: String) throws -> StoredFacts? {
        try StoreKey.check(key)
        return entries.withLock { $0[key].map { Self.facts(key, $0) } }
    }

    /// See `Store`.
    public func list(_ prefix: String) throws -> [StoredFacts] {
        try StoreKey.check(prefix: prefix)
        return entries.withLock { entries in
            entries.filter { $0.key.hasPrefix(prefix) }.map { Self.facts($0.key, $0.value) }
        }
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    /// See `Store`.
    @discardableResult
    public func delete(_ key: String, unlessWrittenSince time: Timestamp?) throws -> Bool {
        try StoreKey.check(key)
        return entries.withLock { entries in
            guard let entry = entries[key] else { return false }
            if let time, entry.written >= time { return false }
            entries[key] = nil
            return true
        }
    }

    /// Replaces the bytes of `key` behind the store's back, as damage or an attacker would; its time stays.
    public func tamper(_ key: String, _ change: (inout [UInt8]) -> Void) throws {
        _ = try entry(key)
        entries.withLock { entries in
            guard var entry = entries[key] else { return }
            change(&entry.bytes)
            entries[key] = entry
        }
    }

    /// A second store with the same content and times.
    public func copy(address: String? = nil) -> MemoryStore {
        let copy = MemoryStore(clock: clock, address: address ?? self.address)
        let content = entries.withLock { $0 }
        copy.entries.withLock { $0 = content }
        return copy
    }

    private func entry(_ key: String) throws -> Entry {
        try StoreKey.check(key)
        guard let entry = entries.withLock({ $0[key] }) else {
            throw LifeboatError(.notFound, "does not exist", path: "\(address)\(key)")
        }
        return entry
    }

    private static func facts(_ key: String, _ entry: Entry) -> StoredFacts {
        StoredFacts(key: key, size: entry.bytes.count, written: entry.written)
    }
}
