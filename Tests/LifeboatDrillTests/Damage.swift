import LifeboatCore
import LifeboatFiles
import LifeboatTiers
import LifeboatVault

/// Ways to spoil a vault behind its back.
extension Vault {
    var directory: Directory { get throws { try Directory(address) } }

    func flipBit(_ key: String) throws {
        var bytes = try store.get(key, limit: 64 << 20)
        bytes[bytes.count / 2] ^= 4
        try store.put(key, bytes, .replacing)
    }

    func cut(_ key: String) throws {
        let bytes = try store.get(key, limit: 64 << 20)
        try store.put(key, Array(bytes.dropLast(bytes.count / 3)), .replacing)
    }

    func swap(_ a: String, _ b: String) throws {
        let (first, second) = (try store.get(a, limit: 64 << 20), try store.get(b, limit: 64 << 20))
        try store.put(a, second, .replacing)
        try store.put(b, first, .replacing)
    }

    /// The points of an experiment, newest first.
    func points(of experiment: String) throws -> [Point] {
        try points().points.filter { $0.manifest.experiment == experiment }
    }

    /// The keys of the objects with the content of one file.
    func keys(of file: String, in point: Point) throws -> [String] {
        let tree = try tree(of: point.manifest)
        let pieces = tree.entry(FileName(file))?.pieces ?? []
        return pieces.map { VaultFormat.objectKey(tree.objects[$0.object].name) }
    }

    /// Puts a manifest in the place of another.
    func replace(_ point: Point, _ change: (inout Manifest) -> Void) throws {
        var manifest = point.manifest
        change(&manifest)
        try store.delete(point.reference.key, unlessWrittenSince: nil)
        _ = try publish(manifest)
    }
}
