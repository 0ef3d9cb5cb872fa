public import LifeboatCore
internal import LifeboatTiers

extension Vault {
    /// Every point, by run and time, without reading a manifest. A point whose manifest somebody deleted, and
    /// the store still holds as a version, is one of them.
    public func pointReferences() throws -> [PointReference] { try listPoints().points }

    /// The same with what is none: findings, and the points in whose places something else stands.
    private func listPoints() throws -> (
        points: [PointReference], hidden: Set<PointID>, findings: [Finding]
    ) {
        let listing = try store.listing(VaultFormat.pointsPrefix)
        var points: [PointReference] = []
        var hidden: Set<PointID> = []
        var findings: [Finding] = []
        for facts in listing.facts {
            if let reference = PointReference(key: facts.key) {
                points.append(reference)
            } else {
                findings.append(stranger(facts.key, "is not the name of a manifest"))
            }
        }
        for odd in listing.strangers {
            if let reference = PointReference(key: odd.name) {
                hidden.insert(reference.id)
                findings.append(
                    Finding(
                        "vault.manifest-unreadable",
                        .error,
                        path: "\(address)/\(odd.name)",
                        "is \(odd.what), and the manifest of a point belongs there",
                        hint: "Move it away, find out who put it there, and run `lifeboat protect`: it brings"
                            + " back what another tier still has."
                    )
                )
            } else if !odd.isDirectory {
                findings.append(stranger(odd.name, "is \(odd.what)"))
            }
        }
        let deleted = try hiddenPoints()
        if !deleted.isEmpty {
            points += deleted
            points.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }
        return (points, hidden, findings)
    }

    /// The points of one run, by time, without reading a manifest.
    public func references(of run: RunID) throws -> [PointReference] {
        try store.list("\(VaultFormat.pointsPrefix)\(run)/").compactMap { PointReference(key: $0.key) }
    }

    /// The bytes of a manifest, held against its id.
    public func manifestBytes(_ reference: PointReference) throws -> [UInt8] {
        try manifest(reference).bytes
    }

    /// The same, and whether an older version had to take the place of what stands there.
    func manifest(_ reference: PointReference) throws -> (bytes: [UInt8], isRecalled: Bool) {
        try fitting(
            reference.key,
            limit: VaultFormat.manifestLimit,
            { Hasher256.digest(of: $0) == reference.id.digest },
            otherwise: LifeboatError(
                .corrupt,
                "the manifest is not what its name says: it was changed or cut off",
                path: "\(address)/\(reference.key)",
                hint:
                    "Restore from another point or tier; the other points are not affected. `protect` mends a"
                    + " tier that another one feeds; in the first, delete the file to give the point up."
            )
        )
    }

    /// Reads one point. Throws `corrupt` when the bytes do not fit the id, `unsupported` when they are newer.
    public func point(_ reference: PointReference) throws -> Point { try recall(reference).point }

    private func recall(_ reference: PointReference) throws -> (point: Point, isRecalled: Bool) {
        let path = "\(address)/\(reference.key)"
        let (bytes, isRecalled) = try manifest(reference)
        let manifest = try Manifest(bytes: bytes, path: path)
        guard manifest.run == reference.run, manifest.created == reference.created else {
            throw LifeboatError(
                .corrupt,
                "the manifest lies under a name that is not its own",
                path: path,
                hint: "Find out who put it there, and move it away."
            )
        }
        return (Point(reference: reference, manifest: manifest), isRecalled)
    }

    /// Every point of the vault that can be read, newest first within a run, and a finding for each that
    /// cannot.
    public func points() throws -> (points: [Point], findings: [Finding]) {
        let (points, _, findings) = try readPoints()
        return (points, findings)
    }

    static let newerCode = "vault.point-newer"

    /// Says that a point is beyond this program.
    static func newer(_ error: LifeboatError, path: String) -> Finding {
        Finding(
            newerCode,
            .error,
            path: error.path ?? path,
            "the point needs a newer lifeboat: \(error.message)",
            hint: "Install a newer lifeboat. The point is left as it is; nothing is pruned or collected"
                + " meanwhile."
        )
    }

    /// Why nothing is deleted from a vault in which this was found.
    public static func deletesNothing(because finding: Finding) -> LifeboatError {
        let isNewer = finding.code == newerCode
        return LifeboatError(
            isNewer ? .unsupported : .corrupt,
            "nothing is deleted while a manifest cannot be read: \(finding.message)",
            path: finding.path,
            hint: isNewer
                ? "Install a newer lifeboat."
                : "Run `lifeboat vault check`, and mend or remove that point first."
        )
    }

    /// The same from one listing, with the points whose manifests cannot be read, or only from an older
    /// version.
    func readPoints() throws -> (points: [Point], damaged: Set<PointID>, findings: [Finding]) {
        let (references, hidden, told) = try listPoints()
        var damaged = hidden
        var recalled: [PointReference] = []
        var findings = told
        var points: [Point] = []
        for reference in references {
            do {
                let (point, isRecalled) = try recall(reference)
                points.append(point)
                if isRecalled { recalled.append(reference) }
            } catch let error as LifeboatError where error.code == .notFound {
                // Pruned since it was listed.
                continue
            } catch let error as LifeboatError where error.code == .unsupported {
                // It fits its id: nothing is damaged, and nothing is to be written again.
                findings.append(Self.newer(error, path: "\(address)/\(reference.key)"))
            } catch {
                damaged.insert(reference.id)
                let path = "\(address)/\(reference.key)"
                findings.append(Finding("vault.manifest-unreadable", failure: error, path: path))
            }
        }
        points.sort(by: Point.isListedBefore)
        damaged.formUnion(recalled.map(\.id))
        findings += [recalledPoints(recalled)].compactMap { $0 }
        return (points, damaged, findings)
    }

    /// Publishes a manifest: the commit of a point. Everything it leads to must be stored already.
    ///
    /// The bytes name themselves, so publishing twice is the same as once.
    public func publish(_ manifest: Manifest) throws -> PointReference {
        let bytes = manifest.json.canonical
        guard bytes.count <= VaultFormat.manifestLimit else {
            throw LifeboatError(
                .failed,
                "the manifest of \(manifest.experiment) would be \(ByteCount.text(bytes.count)); readers take"
                    + " \(ByteCount.text(VaultFormat.manifestLimit))",
                path: address,
                hint: "Leave out what does not belong to a run (`exclude:`), or divide the source."
            )
        }
        let id = PointID(Hasher256.digest(of: bytes))
        let reference = PointReference(run: manifest.run, created: manifest.created, id: id)
        try publish(bytes, as: reference)
        return reference
    }

    /// Publishes the bytes of a manifest that was read from another vault and held against its id there.
    func publish(_ bytes: [UInt8], as reference: PointReference) throws {
        guard try !store.put(reference.key, bytes, .ifAbsent) else { return }
        // What stands there already must be the same. What is damaged, or cannot even be read, is mended now.
        if (try? store.get(reference.key, limit: bytes.count)) != bytes {
            try store.put(reference.key, bytes, .replacing)
        }
    }
}
