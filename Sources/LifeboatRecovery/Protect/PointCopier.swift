public import LifeboatCore
public import LifeboatVault
internal import Synchronization

/// Brings points from one vault to another, byte for byte, every object held against its digest on the way.
public struct PointCopier: Sendable {
    private let from: Vault
    private let to: Vault
    private let workers: Workers
    private let progress: any Progress
    private let cancellation: Cancellation

    /// A copier between two vaults of one set.
    public init(
        from: Vault,
        to: Vault,
        workers: Workers,
        progress: any Progress,
        cancellation: Cancellation
    ) {
        self.from = from
        self.to = to
        self.workers = workers
        self.progress = progress
        self.cancellation = cancellation
    }

    /// What a copy came to; what was stored is in the counters of its writer.
    public struct Outcome: Sendable {
        /// The points that are whole there now.
        public var points: Set<PointID> = []
        /// Bytes read from the vault that feeds.
        public var bytesRead = 0
        /// Points that could not be copied, and why. They keep no other from being copied.
        public var findings: [Finding] = []

        /// Nothing yet.
        public init() {}
    }

    /// Copies the points, oldest first, each published when all it needs has arrived. Of those that are
    /// `there` already only what they lack is copied; those that `outcome` has are passed over. Throws `busy`
    /// and `interrupted`, and `outcome` then tells what was done before.
    public func copy(
        _ points: [Point],
        there: Set<PointID> = [],
        with writer: ObjectWriter,
        _ outcome: inout Outcome
    ) throws {
        var seen: [ObjectReference: [ObjectReference]] = [:]
        for point in points.sorted(by: { Point.isNewer($1, $0) }) where !outcome.points.contains(point.id) {
            do {
                outcome.bytesRead += try copy(point, isThere: there.contains(point.id), with: writer, &seen)
                outcome.points.insert(point.id)
            } catch let error as LifeboatError where error.code != .busy && error.code != .interrupted {
                let path = "\(from.address)/\(point.reference.key)"
                outcome.findings.append(Finding("protect.copy-failed", failure: error, path: path))
            }
        }
    }

    private func copy(
        _ point: Point,
        isThere: Bool,
        with writer: ObjectWriter,
        _ seen: inout [ObjectReference: [ObjectReference]]
    ) throws -> Int {
        let objects = try from.objects(of: point.manifest, seen: &seen).sorted { $0.name < $1.name }
        let missing = objects.filter { !writer.holds($0) }
        if isThere, missing.isEmpty { return 0 }
        let read = Atomic<Int>(0)
        progress.begin(
            "Copying \(point.manifest.experiment) to \(to.address)",
            total: missing.reduce(0) { $0 + $1.storedLength }
        )
        _ = try workers.map(missing.count) { index in
            try cancellation.check()
            let object = missing[index]
            if try writer.copy(object, from: from) {
                progress.advance(object.storedLength)
                return
            }
            let bytes = try from.bytes(object)
            try bytes.withUnsafeBytes { try writer.store($0, as: object) }
            read.wrappingAdd(bytes.count, ordering: .relaxed)
            progress.advance(bytes.count)
        }
        let manifest = try from.manifestBytes(point.reference)
        try writer.publish(copyOf: point, bytes: manifest, objects: objects)
        return read.load(ordering: .relaxed)
    }
}
