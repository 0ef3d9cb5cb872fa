public import LifeboatCore
public import LifeboatFiles
internal import LifeboatHTTP
internal import Synchronization

/// A store in a bucket: a key is the prefix of the address and the key.
///
/// Times of writing are whole seconds: that is what every store tells in all places. What is written while
/// it is deleted by another process is safe where the bucket keeps versions or the store knows conditional
/// deletes; see `delete`.
public final class S3Store: Store {
    /// What goes with the bytes of a key when they are put.
    public typealias Options = @Sendable (_ key: String) -> S3PutOptions

    /// `s3://bucket/prefix`, or what it was told to be called.
    public let address: String
    /// The bucket.
    public let client: S3Client
    /// The prefix with a `/` behind it, or nothing.
    let prefix: String
    let options: Options
    /// How objects are locked, where the policy says so.
    let lockRule: S3LockRule?
    let clock: any WallClock
    let turns = KeyTurns()
    /// Cleared when the store says that it does not know conditional writes.
    let hasConditionalPuts = Atomic(true)
    /// Cleared when the store says that it does not know conditional deletes.
    let hasConditionalDeletes = Atomic(true)
    /// Cleared when a copy inside the store was refused, or its digest was not told.
    let copies = Atomic(true)
    /// Set once the bucket answered: a HEAD alone does not tell a missing bucket from a missing object.
    private let isBucketSeen = Atomic(false)

    /// See `Store`.
    public var service: StoreService? {
        StoreService(host: client.endpoint.host, container: client.bucket, region: client.endpoint.region)
    }

    /// See `Store`.
    public var mayKeepVersions: Bool { true }

    /// See `Store`.
    public var locksObjects: Bool { lockRule != nil }

    /// The store at `address`; `client` speaks to its bucket. `name` tells it from one of another endpoint.
    /// With `lock` every object is put with a retention by `clock`; the bucket must have Object Lock.
    public init(
        _ address: S3Address,
        client: S3Client,
        name: String? = nil,
        lock: S3LockRule? = nil,
        clock: any WallClock = SystemClock(),
        options: @escaping Options = { _ in S3PutOptions() }
    ) {
        self.address = name ?? address.description
        self.client = client
        self.options = options
        lockRule = lock
        self.clock = clock
        prefix = address.prefix.isEmpty ? "" : address.prefix + "/"
    }

    /// See `Store`.
    public func get(_ key: String, limit: Int) throws -> [UInt8] {
        let name = try objectKey(key)
        return try told(key) { try client.get(name, limit: limit) }
    }

    /// See `Store`.
    public func read(_ key: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
        let name = try objectKey(key)
        try told(key) { try client.read(name, at: offset, into: buffer) }
    }

    /// See `Store`.
    public func copy(_ key: String, at start: Int, count: Int, to file: Descriptor, at offset: Int) throws
        -> Bool
    {
        let name = try objectKey(key)
        try told(key) { try client.read(name, at: start, count: count, into: file, at: offset) }
        return true
    }

    /// See `Store`.
    public func facts(_ key: String) throws -> StoredFacts? {
        let name = try objectKey(key)
        return try told(key) { try head(name) }.map { Self.stored(key, $0.size, $0.modified) }
    }

    /// See `Store`.
    public func list(_ prefix: String) throws -> [StoredFacts] { try listing(prefix).facts }

    /// See `Store`. Objects whose names are no keys are strangers, except for the empty ones that end in `/`:
    /// consoles make them to show folders.
    public func listing(_ prefix: String) throws -> StoreListing {
        try StoreKey.check(prefix: prefix)
        let objects = try told(prefix) { try client.list(self.prefix + prefix) }
        isBucketSeen.store(true, ordering: .relaxed)
        var listing = StoreListing(facts: [])
        for object in objects {
            if let key = key(object.key) {
                listing.facts.append(Self.stored(key, object.size, object.modified))
            } else if object.size > 0 || object.key.utf8.last != 0x2F {
                let name = Printable.text(String(object.key.dropFirst(self.prefix.count)))
                listing.strangers.append(StoreStranger(name: name, what: "an object whose name no key has"))
            }
        }
        listing.facts = listing.facts.sortedByKey()
        return listing
    }

    /// What HEAD tells, or nil where there is no such object.
    func head(_ name: String) throws -> S3ObjectFacts? {
        do {
            let facts = try client.head(name)
            isBucketSeen.store(true, ordering: .relaxed)
            return facts
        } catch let error as S3Error where error.isMissing {
            if !isBucketSeen.load(ordering: .relaxed) { try seeBucket() }
            return nil
        }
    }

    /// Throws when there is no such bucket. Who may not ask for it may still use what is in it.
    private func seeBucket() throws {
        do { try client.headBucket() } catch let error as S3Error where error.status == 403 {}
        isBucketSeen.store(true, ordering: .relaxed)
    }

    /// The object's name in the bucket.
    func objectKey(_ key: String) throws -> String {
        try StoreKey.check(key)
        return prefix + key
    }

    /// The key of an object's name, or nil where it is none.
    func key(_ name: String) -> String? {
        // By bytes: texts are equal, too, when they only look the same.
        guard name.utf8.starts(with: prefix.utf8) else { return nil }
        let key = String(decoding: name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        return StoreKey.isValid(key) ? key : nil
    }

    /// Refusals of the store as errors that callers of a `Store` know.
    func told<R>(_ key: String, _ body: () throws -> R) throws -> R {
        do { return try body() } catch let error as S3Error { throw error.lifeboatError }
    }

    static func stored(_ key: String, _ size: Int, _ modified: Timestamp) -> StoredFacts {
        StoredFacts(key: key, size: size, written: wholeSecond(modified))
    }

    /// Listings may tell milliseconds, and HEAD never does.
    static func wholeSecond(_ time: Timestamp) -> Timestamp {
        let rest = time.milliseconds % 1000
        return Timestamp(milliseconds: time.milliseconds - (rest < 0 ? rest + 1000 : rest))
    }
}
