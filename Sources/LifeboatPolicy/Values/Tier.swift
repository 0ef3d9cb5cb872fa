/// One place where copies live.
public struct Tier: Sendable, Hashable {
    /// Unique in the policy.
    public let name: String
    /// Where the copies live, with the settings of its kind.
    public let storage: TierStorage
    /// The tier that feeds this one; nil for one that is fed from the sources, and for a snapshot.
    public let from: String?
    /// What the copies lie on (`ssd`, `hdd`, `tape`, …) as the policy states it; nil where it does not.
    public let medium: String?
    /// Where the copies are (a region, a site) as the policy states it.
    public let location: String?
    /// Who owns the place (a cloud account) as the policy states it.
    public let account: String?
    /// Whether points arrive as packs.
    public let packs: Bool
    /// This tier's own retention, in place of the policy's and complete in itself; nil when it has none.
    public let retention: Retention?

    /// Makes a tier.
    public init(
        name: String,
        storage: TierStorage,
        from: String? = nil,
        medium: String? = nil,
        location: String? = nil,
        account: String? = nil,
        packs: Bool = false,
        retention: Retention? = nil
    ) {
        self.name = name
        self.storage = storage
        self.from = from
        self.medium = medium
        self.location = location
        self.account = account
        self.packs = packs
        self.retention = retention
    }

    /// The kind that the storage implies.
    public var kind: TierKind {
        switch storage {
        case .directory: .directory
        case .s3: .s3
        case .snapshot: .snapshot
        }
    }

    /// What tells its place from every other: the path, or the URL with the endpoint.
    public var address: String {
        switch storage {
        case .directory(let path): path
        case .s3(let settings): settings.endpoint.map { "\(settings.url) at \($0)" } ?? settings.url
        case .snapshot: name
        }
    }

    /// The absolute path of a directory tier; nil for another kind.
    public var path: String? {
        guard case .directory(let path) = storage else { return nil }
        return path
    }

    /// Whether points and evidence can be written to it: a snapshot is read-only.
    public var isWritable: Bool { kind != .snapshot }
}
