internal import LifeboatCore
internal import LifeboatTiers

/// A file in `pruned/`: points that somebody means to delete from a store that keeps versions. Without it a
/// point that was pruned could not be told from one that an attacker deleted.
///
/// Its name is the digest of its bytes, so that it is found among versions as manifests are.
enum PrunedRecord {
    static let prefix = "pruned/"
    private static let schema = "lifeboat.pruned/1"

    static func key(_ digest: Digest) -> String { "\(prefix)\(digest.hex).json" }

    static func digest(_ key: String) -> Digest? {
        guard let digest = Digest(hex: key.dropFirst(prefix.utf8.count).prefix(64)), self.key(digest) == key
        else { return nil }
        return digest
    }

    static func bytes(_ points: [PointID]) -> [UInt8] {
        let json: JSON = [
            "schema": .string(schema), "requires": [],
            "points": .array(points.sorted().map { .string($0.description) }),
        ]
        return json.canonical
    }

    /// Nil for what this program does not know: then its points come back, which harms nobody.
    static func points(_ bytes: [UInt8]) -> [PointID]? {
        guard let json = try? JSON.parse(bytes), json["schema"] == .string(schema),
            json["requires"] == .array([])
        else { return nil }
        return json["points"]?.arrayValue?.compactMap { $0.stringValue.flatMap { PointID($0) } }
    }
}
