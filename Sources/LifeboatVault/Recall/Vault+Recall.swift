public import LifeboatCore
internal import LifeboatTiers

extension Vault {
    /// The vault without what older versions of its store hold: as somebody finds it who reads keys alone.
    public var asItStands: Vault { Vault(store, marker, recalls: false) }

    /// The bytes of `key` that fit: what stands there, else the oldest version that does. Nothing in a vault
    /// but records of collections is ever written with other bytes, so the oldest is the genuine one.
    func fitting(
        _ key: String,
        limit: Int,
        _ fits: ([UInt8]) -> Bool,
        otherwise failure: @autoclosure () -> LifeboatError
    ) throws -> (bytes: [UInt8], isRecalled: Bool) {
        let lost: LifeboatError
        do {
            let bytes = try store.get(key, limit: limit)
            if fits(bytes) { return (bytes, false) }
            lost = failure()
        } catch let error as LifeboatError where Self.mayBeRecalled(error) { lost = error }
        for version in try olderVersions(of: key) where version.size <= limit {
            guard let bytes = try bytes(key, version), fits(bytes) else { continue }
            recalled.note(key)
            return (bytes, true)
        }
        throw lost
    }

    /// Fills `window` from `offset` of an object on, from what stands there or else from the oldest version
    /// of its length that fits `digest`.
    func read(
        _ object: ObjectReference,
        at offset: Int,
        into window: UnsafeMutableRawBufferPointer,
        digest: Digest
    ) throws {
        let key = VaultFormat.objectKey(object.name)
        func fits() -> Bool { Hasher256.digest(of: UnsafeRawBufferPointer(window)) == digest }
        let failure: LifeboatError
        do {
            try store.read(key, at: offset, into: window)
            if fits() { return }
            failure = corrupt(key)
        } catch let error as LifeboatError {
            failure = lost(error, key)
            guard Self.mayBeRecalled(error) else { throw failure }
        }
        for version in try olderVersions(of: key) where version.size == object.storedLength {
            do { try store.read(key, version: version.id, at: offset, into: window) } catch let error
                as LifeboatError where Self.mayBeRecalled(error)
            { continue }
            guard fits() else { continue }
            recalled.note(key)
            return
        }
        throw failure
    }

    /// Whether this object was read from an older version.
    func isRecalled(_ object: ObjectReference) -> Bool {
        recalled.contains(VaultFormat.objectKey(object.name))
    }

    /// Says that objects were read from older versions; nil where none was.
    public var recalledObjects: Finding? {
        let keys = recalled.all(VaultFormat.objectsPrefix)
        guard let first = keys.first else { return nil }
        return Finding(
            "vault.objects-hidden",
            .error,
            path: "\(address)/objects/",
            "\(Counted.text(keys.count, "object"))"
                + " \(keys.count == 1 ? "was" : "were") deleted or overwritten,"
                + " as \(first); older versions that fit their digests are read instead",
            hint: Self.tamperedHint
        )
    }

    /// Says that manifests, or the marker, were read from older versions; nil where none was.
    func recalledPoints(_ points: [PointReference]) -> Finding? {
        var what = points.isEmpty ? [] : [Counted.text(points.count, "manifest")]
        if isMarkerRecalled, !isMarkerWhole { what.append("the marker") }
        guard !what.isEmpty else { return nil }
        let one = points.map(\.key).min() ?? VaultFormat.markerKey
        return Finding(
            "vault.points-hidden",
            .error,
            path: "\(address)/points/",
            "\(what.joined(separator: " and ")) \(points.count + what.count > 2 ? "were" : "was") deleted or"
                + " overwritten, as \(one), and no prune did it; older versions are read instead",
            hint: Self.tamperedHint
        )
    }

    /// Puts the marker and these points back as what stands there, from the versions that fit. Their objects
    /// must be back already.
    public func reinstate(_ points: Set<PointID>) throws {
        if isMarkerRecalled, !isMarkerWhole {
            try store.put(VaultFormat.markerKey, marker.json.canonical, .replacing)
        }
        for reference in try pointReferences() where points.contains(reference.id) {
            // What no version holds has to come from elsewhere.
            guard let (bytes, isRecalled) = try? manifest(reference), isRecalled else { continue }
            try store.put(reference.key, bytes, .replacing)
        }
    }

    private static let tamperedHint =
        "Find out who did it, as in the bucket's access log, and take away the right to delete versions. Then"
        + " `lifeboat vault check --read-data` and `lifeboat protect` write everything anew."

    private var isMarkerWhole: Bool {
        (try? store.get(VaultFormat.markerKey, limit: VaultFormat.manifestLimit))
            .flatMap { try? VaultMarker(bytes: $0, path: "") } == marker
    }

    /// Oldest first: what an attacker writes comes after what was there.
    private func olderVersions(of key: String) throws -> [StoredVersion] {
        guard recalls else { return [] }
        return try store.versions(of: key).filter { !$0.isCurrent }.reversed()
    }

    private func bytes(_ key: String, _ version: StoredVersion) throws -> [UInt8]? {
        do {
            return try [UInt8](unsafeUninitializedCapacity: version.size) { buffer, count in
                let window = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<version.size]
                )
                try store.read(key, version: version.id, at: 0, into: window)
                count = version.size
            }
        } catch let error as LifeboatError where Self.mayBeRecalled(error) { return nil }
    }

    /// A store that does not answer now has nothing to do with what is in it.
    static func mayBeRecalled(_ error: LifeboatError) -> Bool {
        error.code == .notFound || error.code == .corrupt
    }
}
