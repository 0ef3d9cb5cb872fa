public import LifeboatCore
public import LifeboatTiers
internal import Synchronization

/// Reads the evidence of one store. Only what the store refuses to give is an error: damage is told by the
/// links.
public final class LedgerReader: Sendable {
    private let store: any Store
    private let workers: Workers
    /// Records that were read from older versions.
    private let recalled = Mutex<Set<String>>([])

    /// Reads from `store`, several records at once.
    public init(_ store: any Store, workers: Workers = Workers(width: 8)) {
        self.store = store
        self.workers = workers
    }

    /// Every chain with all its records. A file of more than 16 MiB is damage.
    public func contents() throws -> LedgerContents {
        let (names, strays) = try list(LedgerKey.prefix)
        let links = try workers.map(names.count) { try (names[$0].signer, self.link(names[$0])) }
        let chains = Dictionary(grouping: links, by: \.0)
            .map { Chain(signer: $0.key, links: $0.value.map(\.1).sorted { $0.number < $1.number }) }
            .sorted { $0.signer < $1.signer }
        return LedgerContents(
            address: store.address,
            chains: chains,
            strays: strays,
            recalled: recalled.withLock { $0 }.sorted()
        )
    }

    /// The chain of one signer; empty when there is none.
    public func chain(_ signer: SignerID) throws -> Chain {
        let names = try list(LedgerKey.chain(signer)).names
        return Chain(signer: signer, links: try workers.map(names.count) { try self.link(names[$0]) })
    }

    /// How far every chain reaches, for the next record's `heads`, and the records that say so; reads only
    /// the newest record of each.
    ///
    /// A chain counts up to its first gap. One whose record there is not sound is left out, with its
    /// findings: to vouch for damage would make its repair look like tampering.
    public func heads() throws -> (
        heads: [SignerID: ChainHead], records: [EvidenceRecord], findings: [Finding]
    ) {
        var last: [SignerID: Int] = [:]
        for name in try list(LedgerKey.prefix).names where name.sequence == last[name.signer, default: 0] + 1
        {
            last[name.signer] = name.sequence
        }
        let names = last.sorted { $0.key < $1.key }
        let links = try workers.map(names.count) { try self.link((names[$0].key, names[$0].value)) }
        var heads: [SignerID: ChainHead] = [:]
        for (name, link) in zip(names, links) where link.problems.isEmpty {
            heads[name.key] = ChainHead(sequence: link.number, digest: link.digest)
        }
        return (heads, links.filter(\.problems.isEmpty).compactMap(\.record), links.flatMap(\.problems))
    }

    private typealias Name = (signer: SignerID, sequence: Int)

    /// The records' names by signer and number, and the keys that are none.
    private func list(_ prefix: String) throws -> (names: [Name], strays: [String]) {
        var names: [Name] = []
        var strays: [String] = []
        let listing = try store.listing(prefix)
        // What somebody deleted, and the store still holds as a version, is evidence too.
        let hidden = try store.hidden(prefix).filter { LedgerKey.parse($0.key) != nil }
        for facts in listing.facts + hidden {
            if let name = LedgerKey.parse(facts.key) { names.append(name) } else { strays.append(facts.key) }
        }
        // What stands in the place of a record counts as one that cannot be read.
        for odd in listing.strangers {
            if let name = LedgerKey.parse(odd.name) {
                names.append(name)
            } else if !odd.isDirectory {
                strays.append(odd.name)
            }
        }
        return (names.sorted { ($0.signer, $0.sequence) < ($1.signer, $1.sequence) }, strays)
    }

    /// A record as it stands, or else, where that is not sound, the oldest version that is: no record is ever
    /// written with other bytes.
    private func link(_ name: Name) throws -> ChainLink {
        let link = try standing(name)
        if link.problems.isEmpty { return link }
        for version in try store.versions(of: link.key).reversed()
        where !version.isCurrent && version.size <= LedgerKey.sizeLimit {
            guard let bytes = try bytes(link.key, version) else { continue }
            let older = ChainLink(key: link.key, signer: name.signer, number: name.sequence, bytes: bytes)
            guard older.problems.isEmpty else { continue }
            _ = recalled.withLock { $0.insert(link.key) }
            return older
        }
        return link
    }

    private func bytes(_ key: String, _ version: StoredVersion) throws -> [UInt8]? {
        do {
            return try [UInt8](unsafeUninitializedCapacity: version.size) { buffer, count in
                let window = UnsafeMutableRawBufferPointer(buffer)
                try store.read(
                    key,
                    version: version.id,
                    at: 0,
                    into: UnsafeMutableRawBufferPointer(rebasing: window[..<version.size])
                )
                count = version.size
            }
        } catch let error as LifeboatError where [.corrupt, .notFound].contains(error.code) { return nil }
    }

    private func standing(_ name: Name) throws -> ChainLink {
        let key = LedgerKey.record(name.signer, name.sequence)
        do {
            let bytes = try store.get(key, limit: LedgerKey.sizeLimit)
            return ChainLink(key: key, signer: name.signer, number: name.sequence, bytes: bytes)
        } catch let error as LifeboatError where [.corrupt, .notFound, .unsafePath].contains(error.code) {
            return ChainLink(key: key, number: name.sequence, unreadable: error)
        }
    }
}
