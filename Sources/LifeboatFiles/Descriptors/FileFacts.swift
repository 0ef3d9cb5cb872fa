internal import CPlatform
internal import Glibc

/// What the file system knows of one file. Times are nanoseconds since 1970.
public struct FileFacts: Sendable, Hashable {
    /// The device that holds it: major number in the upper half, minor in the lower.
    public let device: UInt64
    /// The inode number.
    public let inode: UInt64
    /// Length in bytes.
    public let size: Int
    /// Bytes that are really allocated.
    public let allocated: Int
    /// Last change of the content.
    public let modified: Int64
    /// Last change of content or attributes.
    public let changed: Int64
    /// Creation, where the file system keeps it.
    public let birth: Int64?
    /// Permission bits, twelve of them.
    public let permissions: UInt32
    /// Owner's number.
    public let owner: UInt32
    /// Group's number.
    public let group: UInt32
    /// Number of hard links.
    public let links: UInt32
    /// What kind of file it is.
    public let kind: FileKind

    init(_ raw: lb_stat) {
        device = raw.device
        inode = raw.inode
        size = Int(clamping: raw.size)
        allocated = Int(clamping: raw.blocks.multipliedReportingOverflow(by: 512).partialValue)
        modified = raw.modified_ns
        changed = raw.changed_ns
        birth = raw.birth_ns == .min ? nil : raw.birth_ns
        permissions = raw.mode & 0o7777
        owner = raw.owner
        group = raw.group
        links = raw.links
        kind = FileKind(mode: raw.mode)
    }

    /// Whether nothing that tells of a change differs. Equality alone proves little where file times tick
    /// coarsely.
    public func isUnchanged(from earlier: FileFacts) -> Bool {
        inode == earlier.inode && device == earlier.device && size == earlier.size
            && modified == earlier.modified && changed == earlier.changed
    }
}
