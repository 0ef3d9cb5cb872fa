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
    /// What a protect has to write again.
    public private(set) var damage = VaultDamage()

    /// Whether nothing is wrong.
    public var isGood: Bool { !findings.hasError }

    /// For `--json`.
    public var json: JSON {
        [
            "ok": .bool(isGood), "points": .number(points), "objects": .number(objects),
            "bytes": .number(bytes),
            "unreferenced": .number(unreferenced), "findings": .array(findings.map(\.json)),
        ]
    }

    /// Runs the check. With `readingData` every object is read and hashed, else only its length is compared.
    /// Points made after `arrivingSince` may still be on their way: what they lack is no damage.
    public init(
        _ vault: Vault,
        readingData: Bool,
        arrivingSince time: Timestamp? = nil,
        workers: Workers,
        progress: any Progress,
        cancellation: Cancellation
    ) throws {
        let (points, damaged, told) = try vault.readPoints()
        findings = told
        self.points = points.count
        damage.points = damaged
        let arriving = try vault.arriving(points, since: time)
        let needed = needs(of: points.filter { !arriving.contains($0.id) }, in: vault)
        findings += points.filter { arriving.contains($0.id) }.map { Self.onItsWay($0, vault) }
        let facts = try vault.store.list(VaultFormat.objectsPrefix)
        let sizes = Dictionary(facts.map { ($0.key, $0.size) }, uniquingKeysWith: { a, _ in a })
        let wanted = needed.sorted { $0.key.name < $1.key.name }
        objects = wanted.count
        bytes = wanted.reduce(0) { $0 + $1.key.storedLength }
        let keys = Set(wanted.map { VaultFormat.objectKey($0.key.name) })
        if points.isEmpty, damaged.isEmpty, !facts.isEmpty,
            !told.contains(where: { $0.code == Vault.newerCode })
        {
            findings.append(Self.emptied(vault, facts.count))
        }
        unreferenced = facts.count { VaultFormat.objectName($0.key) != nil && !keys.contains($0.key) }
        for key in facts.map(\.key) where VaultFormat.objectName(key) == nil {
            findings.append(vault.stranger(key, "is not the name of an object"))
        }
        findings += try vault.strangerFindings()
        do { _ = try CollectionRecord.all(in: vault) } catch {
            findings.append(Finding("vault.gc-unreadable", failure: error, path: "\(vault.address)/gc/"))
        }
        progress.begin("Checking \(vault.address)", total: readingData ? bytes : nil)
        let judged = try workers.map(wanted.count) { index in
            try cancellation.check()
            let (object, experiment) = wanted[index]
            let finding = Self.judge(object, of: experiment, sizes, vault.asItStands, readingData)
            // Whether an older version is whole: that is told for all of them at once.
            if finding != nil, vault.store.mayKeepVersions { _ = try? vault.bytes(object) }
            progress.advance(object.storedLength)
            return finding
        }
        for (index, finding) in judged.enumerated() {
            // A listing that cannot be read is told with its point already.
            guard let finding, damage.objects.insert(wanted[index].key).inserted else { continue }
            findings.append(finding)
        }
        damage.objects.formUnion(wanted.map(\.key).filter(vault.isRecalled))
        findings += [vault.recalledObjects].compactMap { $0 }
        progress.end(
            "\(Counted.text(self.points, "point")), \(Counted.text(objects, "object")), "
                + ByteCount.text(bytes)
        )
    }

    /// Every object that points need, with the experiment that needs it first.
    private mutating func needs(of points: [Point], in vault: Vault) -> [ObjectReference: String] {
        var needed: [ObjectReference: String] = [:]
        for point in points {
            let path = "\(vault.address)/\(point.reference.key)"
            let name = point.manifest.experiment
            for object in point.manifest.listings { needed[object] = needed[object] ?? name }
            do {
                for object in try vault.tree(of: point.manifest).objects {
                    needed[object] = needed[object] ?? name
                }
            } catch let error as LifeboatError where error.code == .unsupported {
                findings.append(Vault.newer(error, path: path))
            } catch {
                let unusable = point.manifest.listings.filter { (try? vault.bytes($0)) == nil }
                damage.objects.formUnion(unusable)
                findings.append(Finding("vault.listing-unreadable", failure: error, path: path))
            }
        }
        return needed
    }

    private static func onItsWay(_ point: Point, _ vault: Vault) -> Finding {
        Finding(
            "vault.point-arriving",
            .warning,
            path: "\(vault.address)/\(point.reference.key)",
            "not all objects of this point are here yet; its lag objective is not over",
            hint: "Check once more when it is. `lifeboat protect` brings what is missing."
        )
    }

    /// A protect that was stopped before its first point leaves the same; in either case nothing can be
    /// restored.
    private static func emptied(_ vault: Vault, _ objects: Int) -> Finding {
        Finding(
            "vault.no-points",
            .error,
            path: "\(vault.address)/points/",
            "holds \(Counted.text(objects, "object")) and not one point: nothing can be restored from it",
            hint:
                "Run `lifeboat protect`. Unless its first protect was stopped half-way, somebody deleted the"
                + " manifests: find out who, and do not collect before they are back."
        )
    }

    private static let remedy =
        "Run `lifeboat protect`: it writes it again while the source or another tier has it whole."

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
                hint: remedy
            )
        }
        guard size == object.storedLength else {
            return Finding(
                "vault.object-size",
                .error,
                path: path,
                "an object of \(experiment) has \(size) bytes instead of \(object.storedLength)",
                hint: remedy
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
                hint: remedy + " And mistrust the disk."
            )
        }
    }
}
