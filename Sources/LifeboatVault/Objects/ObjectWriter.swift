public import LifeboatCore
internal import LifeboatTiers
internal import Synchronization

/// Puts objects into one vault for the length of one protect: each content once, nothing that is condemned
/// reused.
///
/// A writer takes no lock. It looks at what the vault holds when it begins, and once more before it publishes
/// (`docs/vault-format.md`, "Deleting").
public final class ObjectWriter: Sendable {
    private let vault: Vault
    private let collections: [String]
    private let state: Mutex<State>

    private struct State: Sendable {
        var sizes: [Digest: Int] = [:]
        var condemned: Set<Digest> = []
        var written: Set<Digest> = []
        var bytesStored = 0
        var objectsStored = 0
    }

    /// Looks at what the vault holds. Objects that are known to be `damaged` are written again.
    public init(_ vault: Vault, damaged: Set<Digest> = []) throws {
        self.vault = vault
        let records = try CollectionRecord.all(in: vault)
        collections = records.map(\.key)
        // The latest time counts here, and the earliest for a collection: both spare what is in doubt.
        let condemned = records.reduce(into: [Digest: Timestamp]()) { all, record in
            all.merge(record.condemned) { max($0, $1) }
        }
        var state = State()
        for facts in try vault.store.list(VaultFormat.objectsPrefix) {
            guard let name = VaultFormat.objectName(facts.key) else { continue }
            // No object has this length, so it is there and not held.
            state.sizes[name] = damaged.contains(name) ? -1 : facts.size
            guard let since = condemned[name] else { continue }
            let isRewritten = facts.written > since.adding(seconds: VaultFormat.collectionSlackSeconds)
            if !isRewritten { state.condemned.insert(name) }
        }
        self.state = Mutex(state)
    }

    /// Bytes and objects that were not there before.
    public var stored: (bytes: Int, objects: Int) { state.withLock { ($0.bytesStored, $0.objectsStored) } }

    /// Whether the vault holds the object, whole as far as its length tells, and nothing is about to delete
    /// it. For readers, to whom it is all one what a collection will do: `ObjectInventory`.
    public func holds(_ object: ObjectReference) -> Bool {
        state.withLock { $0.sizes[object.name] == object.storedLength && !$0.condemned.contains(object.name) }
    }

    /// Stores bytes as an object unless the vault holds it already.
    public func store(_ bytes: UnsafeRawBufferPointer) throws -> ObjectReference {
        let object = ObjectReference(digest: Hasher256.digest(of: bytes), length: bytes.count)
        try store(bytes, as: object)
        return object
    }

    /// Stores an array of bytes.
    public func store(_ bytes: [UInt8]) throws -> ObjectReference {
        try bytes.withUnsafeBytes { try store($0) }
    }

    /// Stores bytes whose stored digest the caller has verified.
    public func store(_ bytes: UnsafeRawBufferPointer, as object: ObjectReference) throws {
        // Readers refuse what is longer: it must not be written either.
        guard bytes.count <= VaultFormat.objectLimit else {
            throw LifeboatError(
                .failed,
                "an object of \(ByteCount.text(bytes.count)) is longer than any may be"
            )
        }
        // Until there is encryption the three digests are one: nothing else may be stored under a name.
        guard object.name == object.plain, object.name == object.stored, object.length == bytes.count else {
            throw LifeboatError(
                .unsupported,
                "an object's name is not the digest of its content",
                path: "\(vault.address)/\(VaultFormat.objectKey(object.name))",
                hint: "Install the lifeboat that wrote it, or a newer one."
            )
        }
        if holds(object) { return }
        // Whatever stands there has the wrong length or is condemned: it is written again in either case.
        let isKnown = state.withLock { $0.sizes[object.name] != nil }
        let isNew = try put(bytes, object, isKnown ? .replacing : .ifAbsent)
        state.withLock {
            $0.sizes[object.name] = object.storedLength
            $0.condemned.remove(object.name)
            $0.written.insert(object.name)
            guard isNew else { return }
            $0.bytesStored += bytes.count
            $0.objectsStored += 1
        }
    }

    /// Copies an object from another vault inside the store that holds both, proven by the store's own
    /// digest of the copy; false where its bytes have to be read and stored instead.
    public func copy(_ object: ObjectReference, from other: Vault) throws -> Bool {
        if holds(object) { return true }
        let key = VaultFormat.objectKey(object.name)
        let isNew = state.withLock { $0.sizes[object.name] == nil }
        let isCopied = try vault.store.copy(
            key,
            from: other.store,
            digest: object.stored,
            length: object.storedLength
        )
        state.withLock {
            // A copy that proves nothing may stand there: what comes by way of this process replaces it.
            $0.sizes[object.name] = isCopied ? object.storedLength : -1
            guard isCopied else { return }
            $0.condemned.remove(object.name)
            $0.written.insert(object.name)
            guard isNew else { return }
            $0.bytesStored += object.storedLength
            $0.objectsStored += 1
        }
        return isCopied
    }

    /// A tier that cannot be written is told apart from a source that cannot be read: no file is to blame.
    private func put(_ bytes: UnsafeRawBufferPointer, _ object: ObjectReference, _ mode: PutMode) throws
        -> Bool
    {
        let key = VaultFormat.objectKey(object.name)
        do { return try vault.store.put(key, bytes, digest: object.stored, mode) } catch let error
            as LifeboatError
            where error.code == .inputOutput
        {
            let path = error.path ?? "\(vault.address)/\(key)"
            let message = "the tier cannot take more: \(error.message)"
            throw LifeboatError(.storage, message, path: path, hint: error.hint)
        }
    }

    /// Keeps what the point needs and what was there before from being deleted for as long as the store locks
    /// new objects.
    private func extendLocks(_ objects: [ObjectReference]) throws {
        let reused = state.withLock { state in objects.filter { !state.written.contains($0.name) } }
        guard !reused.isEmpty, vault.store.locksObjects else { return }
        _ = try Workers(width: 8).map(reused.count) { [vault] in
            try vault.store.extendLock(of: VaultFormat.objectKey(reused[$0].name))
        }
    }

    /// Publishes a point after a last look: throws `busy` when an object it needs was condemned or deleted
    /// since this writer began; then everything is done again with a new writer.
    public func publish(_ manifest: Manifest, objects: [ObjectReference]) throws -> PointReference {
        try lookOnceMore(objects)
        try extendLocks(objects)
        return try vault.publish(manifest)
    }

    /// The same for a point of another vault: the bytes of its manifest go over as they are.
    public func publish(copyOf point: Point, bytes: [UInt8], objects: [ObjectReference]) throws {
        try lookOnceMore(objects)
        try extendLocks(objects)
        try vault.publish(bytes, as: point.reference)
    }

    private func lookOnceMore(_ objects: [ObjectReference]) throws {
        if try CollectionRecord.all(in: vault).map(\.key) != collections {
            let now = try ObjectWriter(vault)
            guard objects.allSatisfy({ now.isThere($0) && (now.holds($0) || isRewritten($0)) }) else {
                throw LifeboatError(
                    .busy,
                    "a collection condemned or deleted objects while this point was written",
                    path: vault.address,
                    hint: "Run the same command again."
                )
            }
        }
    }

    private func isThere(_ object: ObjectReference) -> Bool {
        state.withLock { $0.sizes[object.name] == object.storedLength }
    }

    /// What this writer wrote itself is safe although a record condemns it: a collection spares what is
    /// newer.
    private func isRewritten(_ object: ObjectReference) -> Bool {
        state.withLock { $0.written.contains(object.name) }
    }
}
