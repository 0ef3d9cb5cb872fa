/// What a source or a tier was found to lie on. Found, not stated: the policy's own words are no proof.
public struct FoundMedium: Sendable, Hashable {
    /// Whose copies lie on it.
    public enum Holder: Sendable, Hashable {
        /// The source of this name.
        case source(String)
        /// The tier of this name.
        case tier(String)
    }

    /// Whose copies lie on it.
    public let holder: Holder
    /// What tells the medium from others: the whole disk, the server, the pool; nil where it cannot be told.
    public let device: String?
    /// The device as people know it, as in `/dev/nvme0n1p2`.
    public let deviceName: String
    /// The type of the file system, as in `ext4`.
    public let filesystem: String
    /// Where it is mounted.
    public let mountPoint: String
    /// Whether another machine keeps it.
    public let isNetwork: Bool
    /// Whether it is mounted read-only.
    public let isReadOnly: Bool
    /// Whether an object lock keeps everybody from changing it.
    public let isLocked: Bool

    /// Makes a medium.
    public init(
        holder: Holder,
        device: String?,
        deviceName: String,
        filesystem: String,
        mountPoint: String,
        isNetwork: Bool = false,
        isReadOnly: Bool = false,
        isLocked: Bool = false
    ) {
        self.holder = holder
        self.device = device
        self.deviceName = deviceName
        self.filesystem = filesystem
        self.mountPoint = mountPoint
        self.isNetwork = isNetwork
        self.isReadOnly = isReadOnly
        self.isLocked = isLocked
    }

    /// Whether it is memory, and gone with the power.
    public var isVolatile: Bool { ["tmpfs", "ramfs"].contains(filesystem) }

    /// For a sentence, as in `/dev/vda (ext4 at /mnt/data)`.
    public var description: String { "\(deviceName) (\(filesystem) at \(mountPoint))" }
}
