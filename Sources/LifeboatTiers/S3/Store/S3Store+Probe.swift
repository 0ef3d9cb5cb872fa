internal import LifeboatCore
internal import LifeboatHTTP

extension S3Store {
    /// No key of the contract, so no listing shows it; one name, so that a store that lets nothing be deleted
    /// keeps one of them.
    private static let probeName = ".lifeboat-probe"

    /// See `Store`.
    ///
    /// A refusal that says neither yes nor no leaves the answer open. In a bucket that locks by itself the
    /// probe's few bytes stay until their lock ends.
    public func probe() throws -> StoreAbilities? {
        let name = prefix + Self.probeName
        return try told(Self.probeName) {
            var abilities = StoreAbilities()
            try put(name, "one", options: S3PutOptions())
            abilities.conditionalWrites = try refuses(412) { try putAgain(name) }
            abilities.checksums = try refuses(400) { try putWrong(name) }
            abilities.versioning = try Self.asked { try client.versioning() }.map(Self.versioning)
            abilities.versionListing = try Self.asked { try client.listVersions(name) }
                .map { $0.contains { $0.key == name } }
            abilities.objectLock = try lockAbility()
            abilities.deletion = try Self.deletes(client, name)
            return abilities
        }
    }

    private func put(_ name: String, _ text: String, digest: Digest? = nil, options: S3PutOptions) throws {
        let bytes = Array(text.utf8)
        let digest = digest ?? Hasher256.digest(of: bytes)
        _ = try bytes.withUnsafeBytes { try client.put(name, .memory($0), digest: digest, options) }
    }

    private func putAgain(_ name: String) throws {
        var options = S3PutOptions()
        options.ifAbsent = true
        try put(name, "two", options: options)
    }

    private func putWrong(_ name: String) throws {
        try put(name, "three", digest: Hasher256.digest(of: Array("four".utf8)), options: S3PutOptions())
    }

    /// True where `body` is refused with this status, false where it is taken, or the store does not know the
    /// question; nil where it may not be asked.
    private func refuses(_ status: Int, _ body: () throws -> Void) throws -> Bool? {
        do {
            try body()
            return false
        } catch let error as S3Error where error.status == status {
            return true
        } catch let error as S3Error where error.isUnknown {
            return false
        } catch is S3Error { return nil }
    }

    private func lockAbility() throws -> StoreAbilities.ObjectLock? {
        do {
            guard let lock = try client.lockConfiguration() else { return .init(isEnabled: false) }
            return .init(isEnabled: true, mode: lock.mode?.rawValue.lowercased(), days: lock.days)
        } catch let error as S3Error where error.isUnknown || error.isWithoutLock || error.status == 404 {
            return .init(isEnabled: false)
        } catch is S3Error { return nil }
    }

    private static func versioning(_ versioning: S3Versioning) -> StoreAbilities.Versioning {
        switch versioning {
        case .off: .off
        case .enabled: .enabled
        case .suspended: .suspended
        }
    }

    private static func deletes(_ client: S3Client, _ name: String) throws -> Bool? {
        do {
            try client.delete(name)
            return true
        } catch let error as S3Error where error.isForbidden {
            return false
        } catch is S3Error { return nil }
    }

    private static func asked<R>(_ body: () throws -> R) throws -> R? {
        do { return try body() } catch is S3Error { return nil } catch let error as LifeboatError
            where error.code == .corrupt
        {
            return nil
        }
    }
}
