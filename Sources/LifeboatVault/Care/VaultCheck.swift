public import LifeboatCore
internal import LifeboatTiers

/// Looks a whole vault over: marker, manifests, listings, and that every object is there, whole, and, when
/// asked for, that its bytes are what its digest says.
public struct VaultCheck: Sendable {
    /// Points looked at.
    public private(set) var points = 0
    /// Objects that points need.
    public private(set) var objects = 0
    /// Bytes of these objects.
    public private(set) var bytes = 0
    /// Objects that no point needs; a collection deletes them.
    public private(set) var unreferenced = 0
    /// What is wrong.
    public private(set) var findings: [Finding] = []

    /// Whether nothing is wrong.
    public var isGood: Bool { !findings.contains { $0.severity == .error } }

    /// For `--json`.
    public var json: JSON {
        [
            "ok": .bool(isGood), "points": .number(points), "objects": .number(objects),
            "bytes": .number(bytes),
            "unreferenced": .number(unreferenced), "findings": .array(findings.map(\.json)),
        ]
    }

    /// Runs the check. With `readingData` every object is read and hashed, else only its length is compared.
    public init(
        _ vault: Vault,
        readingData: Bool,
        workers: Workers,
        progress: any Progress,
        cancellation: Cancellation
    ) throws {
        let (points, unreadable) = try vault.points()
        findings = unreadable
        self.points = points.count
        var needed: [ObjectReference: String] = [:]
        for point in points {
            let path = "\(vault.address)/\(point.reference.key)"
            do {
                let tree = try vault.tree(of: point.manifest)
                for object in tree.objects + point.manifest.listings where needed[object] == nil {
                    needed[object] = point.manifest.experiment
                }
            } catch {
                findings.append(Finding("vault.listing-unreadable", failure: error, path: path))
            }
        }
        let facts = try vault.store.list("objects/")
        let sizes = Dictionary(facts.map { ($0.key, $0.size) }, uniquingKeysWith: { a, _ in a })
        let wanted = needed.sorted { $0.key.name < $1.key.name }
        objects = wanted.count
        bytes = wanted.reduce(0) { $0 + $1.key.storedLength }
        let keys = Set(wanted.map { VaultFormat.objectKey($0.key.name) })
        unreferenced = facts.count { VaultFormat.objectName($0.key) != nil && !keys.contains($0.key) }
        for key in facts.map(\.key) where VaultFormat.objectName(key) == nil {
            findings.append(
                Finding(
                    "vault.stranger",
                    .warning,
                    path: "\(vault.address)/\(key)",
                    "is not the name of an object",
                    hint: "Move it away: nothing but objects belongs there."
                )
            )
        }
        do { _ = try CollectionRecord.all(in: vault) } catch {
            findings.append(Finding("vault.gc-unreadable", failure: error, path: "\(vault.address)/gc/"))
        }
        progress.begin("Checking \(vault.address)", total: readingData ? bytes : nil)
        findings += try workers.map(wanted.count) { index in
            try cancellation.check()
            let (object, experiment) = wanted[index]
            let finding = Self.judge(object, of: experiment, sizes, vault, readingData)
            progress.advance(object.storedLength)
            return finding
        }.compactMap { $0 }
        progress.end("\(self.points) points, \(objects) objects, \(ByteCount.text(bytes))")
    }

    private static func judge(
        _ object: ObjectReference,
        of experiment: String,
        _ sizes: [String: Int],
        _ vault: Vault,
        _ readingData: Bool
    ) -> Finding? {
        let key = VaultFormat.objectKey(object.name)
        let path = "\(vault.address)/\(key)"
        guard let size = sizes[key] else {
            return Finding(
                "vault.object-missing",
                .error,
                path: path,
                "an object of \(experiment) is missing",
                hint: "Run `lifeboat protect` while the source or the tier above still has it."
            )
        }
        guard size == object.storedLength else {
            return Finding(
                "vault.object-size",
                .error,
                path: path,
                "an object of \(experiment) has \(size) bytes instead of \(object.storedLength)",
                hint: "Run `lifeboat protect` while the source or the tier above still has it."
            )
        }
        guard readingData else { return nil }
        do {
            _ = try vault.bytes(object)
            return nil
        } catch {
            return Finding(
                "vault.object-corrupt",
                .error,
                path: path,
                "an object of \(experiment) cannot be used: "
                    + ((error as? LifeboatError)?.message ?? "\(error)"),
                hint: "Delete this file and run `lifeboat protect` while the source or the tier above"
                    + " has it whole."
            )
        }
    }
}
