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

    /// Copies the points that lack, oldest first, each published when all it needs has arrived.
    /// Returns bytes read and what `writer` stored is in its own counters.
    public func copy(_ points: [Point], with writer: ObjectWriter) throws -> Int {
        let bytesRead = Atomic<Int>(0)
        for point in points.sorted(by: { Point.isNewer($1, $0) }) {
            let tree = try from.tree(of: point.manifest)
            let objects = point.manifest.listings + tree.objects
            let missing = objects.filter { !writer.holds($0) }
            progress.begin(
                "Copying \(point.manifest.experiment) to \(to.address)",
                total: missing.reduce(0) { $0 + $1.storedLength }
            )
            _ = try workers.map(missing.count) { index in
                try cancellation.check()
                let object = missing[index]
                let bytes = try from.bytes(object)
                try bytes.withUnsafeBytes { try writer.store($0, as: object) }
                bytesRead.wrappingAdd(bytes.count, ordering: .relaxed)
                progress.advance(bytes.count)
            }
            let manifest = try from.manifestBytes(point.reference)
            try writer.publish(copyOf: point, bytes: manifest, objects: objects)
        }
        return bytesRead.load(ordering: .relaxed)
    }
}
