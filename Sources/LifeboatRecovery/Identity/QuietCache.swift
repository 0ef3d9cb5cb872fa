internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// Remembers which point an experiment was found equal to, so that a pass over a hundred thousand unchanged
/// files costs a walk and one digest, and no listing has to be read.
///
/// A cache: when it is lost or wrong about anything, the listings are compared.
struct QuietCache: Sendable {
    private static let schema = "lifeboat.quiet/1"
    private static let limit = 64 << 20

    /// What is known of one experiment.
    struct Entry: Sendable {
        /// The point it was equal to.
        let point: PointID
        /// The state of the source it was equal in.
        let fingerprint: Digest
        /// Every object of the point, listings too.
        let objects: [ObjectReference]
    }

    private let directory: String
    private let name: FileName

    /// The cache of the experiment at `path`.
    init(_ state: LocalState, path: String) {
        directory = state.path + "/quiet"
        name = FileName("\(Hasher256.digest(of: path).hex.prefix(32)).json")
    }

    /// What is known, or nil; a cache that cannot be read knows nothing.
    func read() -> Entry? {
        guard let bytes = try? Directory(directory).open(name).contents(limit: Self.limit),
            let json = try? JSON.parse(bytes), json["schema"] == .string(Self.schema),
            let point = json["point"]?.stringValue.flatMap({ PointID($0) }),
            let fingerprint = json["fingerprint"]?.stringValue.flatMap({ Digest(hex: $0) }),
            let objects = try? json.array("objects").map(ObjectReference.init(json:))
        else { return nil }
        return Entry(point: point, fingerprint: fingerprint, objects: objects)
    }

    /// Remembers.
    func write(_ entry: Entry) throws {
        let json: JSON = [
            "schema": .string(Self.schema), "point": .string(entry.point.description),
            "fingerprint": .string(entry.fingerprint.hex), "objects": .array(entry.objects.map(\.json)),
        ]
        try Directory.make(directory, mode: 0o700)
            .write(json.canonical, to: name, replacing: true, mode: 0o600)
    }

    /// A digest over everything that tells of a change; nil while something is so young that it may change
    /// again within one tick of the file system's clock, or could not be read.
    static func fingerprint(_ experiment: Experiment, at time: Timestamp) -> Digest? {
        guard experiment.failures.isEmpty else { return nil }
        var hasher = Hasher256()
        var buffer: [UInt8] = []
        let excluded = experiment.excluded.map { ($0.entry, Array($0.reason.utf8)) }
        let whole = TreeEntry(name: FileName(bytes: []), facts: experiment.facts)
        for (entry, reason) in [(whole, [])] + experiment.entries.map({ ($0, []) }) + excluded {
            let latest = Timestamp(nanoseconds: max(entry.facts.changed, entry.facts.modified))
            guard time.seconds(since: latest) > ChangeDetector.racySeconds else { return nil }
            entry.append(to: &buffer)
            buffer += reason
            buffer.append(0)
            if buffer.count > 1 << 16 {
                hasher.update(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        hasher.update(buffer)
        return hasher.finish()
    }
}

extension TreeEntry {
    fileprivate func append(to buffer: inout [UInt8]) {
        buffer += name.bytes
        buffer.append(0)
        let numbers: [UInt64] = [
            UInt64(bitPattern: Int64(facts.size)), UInt64(bitPattern: facts.modified),
            UInt64(bitPattern: facts.changed), facts.inode, UInt64(facts.permissions),
            UInt64(facts.owner) << 32 | UInt64(facts.group),
        ]
        numbers.withUnsafeBytes { buffer.append(contentsOf: $0) }
        buffer.append(contentsOf: facts.kind.rawValue.utf8)
    }
}
