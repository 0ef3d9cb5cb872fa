internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault
internal import Synchronization

/// Takes many small files: each read whole, packed into bundles, each content once.
final class BundleCapture: Sendable {
    /// The longest bundle, without its end.
    private static let longest = VaultFormat.objectLimit - 1024

    private let reader: FileReader
    private let known: @Sendable (Digest, Int) -> Captured.Stretch?
    private let claims = Mutex<[Digest: Claim]>([:])

    /// Where in which batch a content lies, until that batch is an object with a name.
    private struct Claim: Sendable {
        let batch: Int
        let offset: Int
    }

    private struct Read: Sendable {
        var captured: Captured
        var digest: Digest?
        var length = 0
        var stretch: Captured.Stretch?
    }

    /// `known` finds a content that the vault holds already.
    init(reader: FileReader, known: @escaping @Sendable (Digest, Int) -> Captured.Stretch?) {
        self.reader = reader
        self.known = known
    }

    func run(_ entries: [TreeEntry], workers: Workers, progress: any Progress) throws -> [Captured] {
        let batches = Self.batches(entries.map(\.facts.size))
        let done = try workers.map(batches.count) { index in
            try self.pack(Array(entries[batches[index]]), batch: index, progress)
        }
        let bundles = done.map(\.bundle)
        return done.flatMap(\.reads).map { self.resolve($0, bundles) }
    }

    /// Consecutive files of about one bundle together: neighbours are restored together. What counts is their
    /// space in the bundle: a header weighs more than the content of a tiny file.
    static func batches(_ sizes: [Int]) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var start = 0
        var size = 0
        for index in sizes.indices {
            size += BundleBuilder.space(for: sizes[index])
            if size >= VaultFormat.bundleSize {
                batches.append(start..<index + 1)
                start = index + 1
                size = 0
            }
        }
        if start < sizes.count { batches.append(start..<sizes.count) }
        return batches
    }

    private func pack(_ entries: [TreeEntry], batch: Int, _ progress: any Progress) throws
        -> (reads: [Read], bundle: ObjectReference?)
    {
        try reader.cancellation.check()
        var builder = BundleBuilder()
        builder.reserve(entries.reduce(1024) { $0 + BundleBuilder.space(for: $1.facts.size) })
        var reads: [Read] = []
        reads.reserveCapacity(entries.count)
        for entry in entries {
            var (read, bytes) = try self.read(entry)
            progress.advance(bytes.count)
            if builder.count + BundleBuilder.space(for: bytes.count) > Self.longest {
                // Grown since the walk, too many of them: an object has its bounds.
                read.captured.outcome = .grown
                read.digest = nil
            }
            if let digest = read.digest, !bytes.isEmpty {
                read.stretch = known(digest, bytes.count)
                if read.stretch == nil {
                    // Claimed before it is packed: of two batches with one content only one packs it.
                    let offset = builder.nextOffset
                    let isMine = claims.withLock { claims in
                        guard claims[digest] == nil else { return false }
                        claims[digest] = Claim(batch: batch, offset: offset)
                        return true
                    }
                    if isMine { builder.append(bytes, digest: digest) }
                }
            }
            reads.append(read)
        }
        return (reads, builder.count == 0 ? nil : try reader.writer.store(builder.finish()))
    }

    private func read(_ entry: TreeEntry) throws -> (Read, [UInt8]) {
        var captured = Captured(name: entry.name, facts: entry.facts, outcome: .vanished)
        var bytes: [UInt8] = []
        do {
            for attempt in 1...FileReader.attempts {
                guard let (file, before) = try reader.open(entry.name) else {
                    return (Read(captured: captured), [])
                }
                guard before.size < VaultFormat.smallFileLimit else {
                    captured.outcome = .grown
                    return (Read(captured: captured), [])
                }
                bytes = try file.bytes(at: 0, count: before.size)
                captured.facts = before
                captured.bytesRead += bytes.count
                captured.extended = try Attributes.extended(file)
                if try bytes.count == before.size && reader.isUnchanged(file, entry.name, since: before) {
                    break
                }
                guard attempt == FileReader.attempts else {
                    reader.backOff(after: attempt)
                    continue
                }
                guard bytes.count == before.size, try reader.holds(bytes, in: file) else {
                    captured.outcome = .leftOut
                    captured.findings.append(.rewritten(entry.name))
                    return (Read(captured: captured), [])
                }
                captured.findings.append(.changing(entry.name))
            }
        } catch let error as LifeboatError
            where error.code != .interrupted && error.code != .storage
        {
            captured.outcome = .leftOut
            captured.findings.append(.unreadable(entry.name, error))
            return (Read(captured: captured), [])
        }
        captured.outcome = .stored([])
        return (Read(captured: captured, digest: Hasher256.digest(of: bytes), length: bytes.count), bytes)
    }

    private func resolve(_ read: Read, _ bundles: [ObjectReference?]) -> Captured {
        var captured = read.captured
        guard case .stored = captured.outcome, let digest = read.digest, read.length > 0 else {
            return captured
        }
        if let stretch = read.stretch {
            captured.outcome = .stored([stretch])
        } else if let claim = claims.withLock({ $0[digest] }), let bundle = bundles[claim.batch] {
            captured.outcome = .stored([
                Captured.Stretch(object: bundle, offset: claim.offset, length: read.length, digest: digest)
            ])
        }
        return captured
    }
}
