public import LifeboatCore
public import LifeboatFiles

/// A place that keeps bytes under keys: a directory, a bucket prefix. It knows nothing of manifests or
/// policy.
///
/// The contract, which one test suite holds every implementation to:
/// - A key is one or more components of `a-z A-Z 0-9 . _ -` joined by `/`, 240 bytes at most; none is made of
///   dots alone or begins with `.lifeboat-`, the stores' own names. Others, and prefixes of others, are
///   refused with `unsafePath`.
/// - A put that returned is durable and is seen by every read and listing that begins afterwards; one that
///   failed or was killed leaves the old bytes or the new ones, never a mixture and never a part.
/// - Reads of a missing key throw `notFound`. Reading past the end or before the start throws `corrupt`.
/// - Every method may be called from several threads at once.
public protocol Store: Sendable {
    /// The path or URL, for people.
    var address: String { get }

    /// The service that answers, as it was told to be asked; nil for a place in this machine's file system.
    var service: StoreService? { get }

    /// Stores `bytes` under `key`. With `.ifAbsent` a key that exists stays as it is and the answer is false.
    @discardableResult
    func put(_ key: String, _ bytes: UnsafeRawBufferPointer, _ mode: PutMode) throws -> Bool

    /// The same for bytes whose SHA-256 the caller knows: a store that holds what arrives against a digest
    /// need not compute it again.
    @discardableResult
    func put(_ key: String, _ bytes: UnsafeRawBufferPointer, digest: Digest, _ mode: PutMode) throws -> Bool

    /// All bytes of `key`; throws `corrupt` when there are more than `limit`.
    func get(_ key: String, limit: Int) throws -> [UInt8]

    /// Fills `buffer` with the bytes of `key` from `offset` on.
    func read(_ key: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws

    /// Copies `count` bytes of `key` from `start` on into `file` at `offset`, without holding them all in
    /// memory; false, with nothing done, where the store has no shorter way than `read`.
    ///
    /// Errors are those of `read`, and those of writing to `file`. Nothing is verified.
    func copy(_ key: String, at start: Int, count: Int, to file: Descriptor, at offset: Int) throws -> Bool

    /// What is known of `key` without reading it, or nil when it does not exist.
    func facts(_ key: String) throws -> StoredFacts?

    /// Everything whose key starts with `prefix` (which is empty or ends in `/`), by key.
    func list(_ prefix: String) throws -> [StoredFacts]

    /// The same, together with what lies there and is no key.
    func listing(_ prefix: String) throws -> StoreListing

    /// What stands in the store's own places, where deletions and writes rest until they are done, and was
    /// not left there by it.
    func ownStrangers() throws -> [StoreStranger]

    /// Removes `key`; false when it did not exist.
    ///
    /// With `unlessWrittenSince` the key stays, and the answer is false, when it was written at that time or
    /// later, also when the write happens while this call runs.
    @discardableResult
    func delete(_ key: String, unlessWrittenSince time: Timestamp?) throws -> Bool

    /// Clears up after calls that were killed: puts back what a deletion had moved aside, removes what writes
    /// older than `time` left unfinished. Returns how many left-overs were removed.
    func sweep(olderThan time: Timestamp) throws -> Int

    /// The versions of `key` that the store still holds, newest first, also when the key was deleted. Most
    /// stores hold none: then the list is empty.
    func versions(of key: String) throws -> [StoredVersion]

    /// Fills `buffer` with the bytes of one version of `key` from `offset` on.
    func read(_ key: String, version: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer)
        throws

    /// What was deleted below `prefix` and is still held as a version: the newest of each key, by key.
    func hidden(_ prefix: String) throws -> [StoredFacts]

    /// Whether this kind of store can hold what was deleted or overwritten.
    var mayKeepVersions: Bool { get }

    /// Finds out what the store does, by small writes beside every key of the contract; nil for a kind that
    /// is known.
    ///
    /// Throws where the store cannot be written at all.
    func probe() throws -> StoreAbilities?

    /// How `key` is kept from being deleted; nil where nothing keeps it, or the store cannot.
    func lock(of key: String) throws -> StoredLock?

    /// Whether new keys are locked.
    var locksObjects: Bool { get }

    /// Makes the lock of `key` as long as new keys are locked, where what is left of it is shorter than the
    /// store was told to lock for; false where nothing had to be done.
    @discardableResult
    func extendLock(of key: String) throws -> Bool

    /// Copies `key` from another store without the bytes passing through here; false, with nothing done,
    /// where the two have no such way. The caller knows SHA-256 and length and verifies nothing here.
    func copy(_ key: String, from other: any Store, digest: Digest, length: Int) throws -> Bool
}

extension Store {
    /// A place in the file system is no service.
    public var service: StoreService? { nil }

    /// A store that leaves nothing behind has nothing to clear up.
    public func sweep(olderThan time: Timestamp) throws -> Int { 0 }

    /// A store that has no such places holds no strangers there.
    public func ownStrangers() throws -> [StoreStranger] { [] }

    /// A store that takes nothing but keys holds no strangers.
    public func listing(_ prefix: String) throws -> StoreListing {
        StoreListing(facts: try list(prefix))
    }

    /// A store that holds its bytes in memory has no shorter way.
    public func copy(
        _ key: String,
        at start: Int,
        count: Int,
        to file: Descriptor,
        at offset: Int
    ) throws -> Bool { false }

    /// A store that computes no digests has no use for one.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, digest: Digest, _ mode: PutMode) throws
        -> Bool
    {
        try put(key, bytes, mode)
    }

    /// A store without versions holds none.
    public func versions(of key: String) throws -> [StoredVersion] {
        try StoreKey.check(key)
        return []
    }

    /// A store without versions holds none.
    public func read(
        _ key: String,
        version: String,
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws {
        try StoreKey.check(key)
        throw LifeboatError(.notFound, "there is no version \(version)", path: "\(address)/\(key)")
    }

    /// A store without versions hides nothing.
    public func hidden(_ prefix: String) throws -> [StoredFacts] {
        try StoreKey.check(prefix: prefix)
        return []
    }

    /// Most kinds hold nothing of the kind.
    public var mayKeepVersions: Bool { false }

    /// Most kinds lock nothing.
    public var locksObjects: Bool { false }

    /// A kind that is known is not asked.
    public func probe() throws -> StoreAbilities? { nil }

    /// A store that locks nothing.
    public func lock(of key: String) throws -> StoredLock? {
        try StoreKey.check(key)
        return nil
    }

    /// A store that locks nothing.
    @discardableResult
    public func extendLock(of key: String) throws -> Bool {
        try StoreKey.check(key)
        return false
    }

    /// Most stores have no way to others.
    public func copy(_ key: String, from other: any Store, digest: Digest, length: Int) throws -> Bool {
        try StoreKey.check(key)
        return false
    }

    /// Stores an array of bytes.
    @discardableResult
    public func put(_ key: String, _ bytes: [UInt8], _ mode: PutMode) throws -> Bool {
        try bytes.withUnsafeBytes { try put(key, $0, mode) }
    }

    /// `count` bytes of `key` from `offset` on.
    public func bytes(_ key: String, at offset: Int, count: Int) throws -> [UInt8] {
        guard count >= 0 else {
            throw LifeboatError(.corrupt, "a length below zero was asked for", path: key)
        }
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            try read(key, at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            done = count
        }
    }
}
