internal import LifeboatCore
public import LifeboatFiles

/// The local state directory: identities of runs, locks, the signer's key and its outbox. Everything in it
/// can be lost without losing a recovery point.
public struct LocalState: Sendable {
    /// Its absolute path.
    public let path: String

    /// Opens the directory, made (0700) where it is missing.
    public init(path: String) throws {
        self.path = path
        _ = try Directory.make(path, mode: 0o700)
        _ = try Directory.make(path + "/locks", mode: 0o700)
    }

    /// The directory for whoever only looks: nothing is made, and one that is missing knows nothing.
    public init(lookingAt path: String) { self.path = path }

    /// The registry of runs.
    public var registry: RunRegistry { RunRegistry(stateDirectory: path) }

    /// The registry of vaults.
    public var vaults: VaultRegistry { VaultRegistry(stateDirectory: path) }

    /// What checks found damaged.
    public var damage: DamageRegistry { DamageRegistry(stateDirectory: path) }

    /// Takes the lock of a run directory, for whoever reads or writes all of it: protects and restores. It is
    /// the same whichever links lead there, also where nothing is yet. Throws `busy` when another has it.
    public func lock(runAt place: [UInt8], purpose: String) throws -> FileLock {
        let text = { String(validating: place, as: UTF8.self) ?? FileName(bytes: place).description }
        return try lock(CanonicalPath.of(place) ?? Array(DirectoryPlace(text()).path.utf8), purpose)
    }

    /// Takes the lock of whoever works on `what`, as the address of a vault; throws `busy` when another has
    /// it.
    public func lock(_ what: String, purpose: String) throws -> FileLock {
        try lock(Array(what.utf8), purpose)
    }

    private func lock(_ what: [UInt8], _ purpose: String) throws -> FileLock {
        try FileLock(path: "\(path)/locks/\(Hasher256.digest(of: what).hex.prefix(32))", purpose: purpose)
    }
}
