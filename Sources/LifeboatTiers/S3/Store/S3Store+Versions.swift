internal import LifeboatCore

extension S3Store {
    /// See `Store`.
    public func versions(of key: String) throws -> [StoredVersion] {
        let name = try objectKey(key)
        return try told(key) { try allVersions(name) }.compactMap { version in
            guard version.key == name, !version.isDeleteMarker else { return nil }
            return StoredVersion(
                id: version.versionID,
                size: version.size,
                written: Self.wholeSecond(version.modified),
                isCurrent: version.isLatest
            )
        }
    }

    /// See `Store`.
    public func read(
        _ key: String,
        version: String,
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws {
        let name = try objectKey(key)
        try told(key) { try client.read(name, at: offset, into: buffer, version: version) }
    }

    /// See `Store`.
    public func hidden(_ prefix: String) throws -> [StoredFacts] {
        try StoreKey.check(prefix: prefix)
        var markers: Set<String> = []
        var newest: [String: StoredFacts] = [:]
        for version in try told(prefix, { try allVersions(self.prefix + prefix) }) {
            guard let key = key(version.key) else { continue }
            if version.isDeleteMarker {
                if version.isLatest { markers.insert(key) }
            } else if newest[key] == nil {
                newest[key] = Self.stored(key, version.size, version.modified)
            }
        }
        return newest.values.filter { markers.contains($0.key) }.sortedByKey()
    }

    /// None where the store does not know versions, lists them in a way of its own, or these credentials may
    /// not list them.
    private func allVersions(_ prefix: String) throws -> [S3ListedVersion] {
        do { return try client.listVersions(prefix) } catch let error as S3Error
            where error.isUnknown || error.isForbidden
        {
            return []
        } catch let error as LifeboatError where error.code == .corrupt { return [] }
    }
}
