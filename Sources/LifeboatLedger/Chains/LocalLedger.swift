public import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTiers

/// This node's own chain, complete, in a local directory: evidence is kept here first and published from
/// here, so that an operation with read-only access to every tier still leaves its record.
public struct LocalLedger: Sendable {
    /// The key that signs.
    public let signer: Signer
    let outbox: any Store
    private let lockPath: String

    /// The ledger in the directory `path`, which is made where it is missing.
    public init(path: String, signer: Signer) throws {
        _ = try Directory.make(path, mode: 0o700)
        self.init(outbox: try DirectoryStore(path), lockPath: "\(path)/\(signer.id).lock", signer: signer)
    }

    init(outbox: any Store, lockPath: String, signer: Signer) {
        self.outbox = outbox
        self.lockPath = lockPath
        self.signer = signer
    }

    /// The newest own record; nil when there is none. Throws `corrupt` where the local chain is damaged.
    public func head() throws -> ChainHead? {
        try newest().map { ChainHead(sequence: $0.number, digest: $0.digest) }
    }

    /// All that is kept here: this node's chain as it is on disk.
    public func contents() throws -> LedgerContents { try LedgerReader(outbox).contents() }

    /// Adds one record and returns it. Once this returned, the record is durable; a crash leaves it or
    /// nothing.
    ///
    /// Several processes and threads may append: each waits for its turn. `heads` are those of other signers.
    /// Throws `failed` for a record over 16 MiB or nested too deep.
    @discardableResult
    public func append(
        kind: EvidenceKind,
        body: JSON,
        heads: [SignerID: ChainHead],
        time: Timestamp,
        host: String
    ) throws -> EvidenceRecord {
        try withLock {
            let newest = try newest()
            let record = EvidenceRecord(
                publicKey: signer.publicKey,
                sequence: (newest?.number ?? 0) + 1,
                previous: newest?.digest,
                time: time,
                host: host,
                kind: kind,
                heads: heads.filter { $0.key != signer.id },
                body: body
            )
            let bytes = try Envelope(signing: record.json.canonical, by: signer).bytes
            let key = LedgerKey.record(signer.id, record.sequence)
            let link = ChainLink(key: key, signer: signer.id, number: record.sequence, bytes: bytes)
            guard bytes.count <= LedgerKey.sizeLimit, record.sequence <= LedgerKey.lastSequence,
                link.problems.isEmpty, let stored = link.record
            else {
                throw LifeboatError(
                    .failed,
                    "the evidence of this \(kind.rawValue) is too large or too deep to be kept"
                )
            }
            try place(bytes, key)
            return stored
        }
    }

    func withLock<R>(_ body: () throws -> R) throws -> R {
        let lock = try FileLock(waitingAt: lockPath)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// Puts a record where none stands.
    func place(_ bytes: [UInt8], _ key: String) throws {
        guard try outbox.put(key, bytes, .ifAbsent) else {
            throw LifeboatError(
                .conflict,
                "a record is in the way of the next one",
                path: "\(outbox.address)/\(key)",
                hint: "Run the same command again; if it stays, move that file away."
            )
        }
    }

    /// The newest own record on disk, read and checked; nil when there is none.
    func newest() throws -> ChainLink? {
        let numbers = try outbox.list(LedgerKey.chain(signer.id)).compactMap {
            LedgerKey.parse($0.key)?.sequence
        }
        guard let last = numbers.max() else { return nil }
        guard numbers.count == last else {
            throw damaged("\(last - numbers.count) of \(last) records of the local ledger are missing")
        }
        let key = LedgerKey.record(signer.id, last)
        let bytes = try outbox.get(key, limit: LedgerKey.sizeLimit)
        let link = ChainLink(key: key, signer: signer.id, number: last, bytes: bytes)
        if let problem = link.problems.first {
            throw damaged("record \(last) of the local ledger: \(problem.message)")
        }
        return link
    }

    private func damaged(_ message: String) -> LifeboatError {
        LifeboatError(
            .corrupt,
            message,
            path: "\(outbox.address)/\(LedgerKey.chain(signer.id))",
            hint: "Move that directory away; the chain is then taken over from a tier that has it."
        )
    }
}
