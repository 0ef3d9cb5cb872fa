/// The mounts of this process, out of the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
public struct MountTable: Sendable {
    /// One mount.
    public struct Mount: Sendable, Hashable {
        /// What tells it from the other mounts of this process.
        public let id: String
        /// `major:minor` as the kernel numbers the file system.
        public let number: String
        /// The directory of the file system that is mounted, `/` for all of it.
        public let root: String
        /// Where it is mounted.
        public let mountPoint: String
        /// The type of the file system, as in `ext4`.
        public let filesystem: String
        /// What is mounted, as in `/dev/vda1` or `server:/export`.
        public let source: String
        /// The options of the mount and of the file system.
        public let options: [String]

        /// Whether nothing can be written through it.
        public var isReadOnly: Bool { options.contains("ro") }

        /// Whether another machine keeps it. FUSE file systems are taken for remote, except those that are
        /// known to show a local disk in another form.
        public var isNetwork: Bool {
            if filesystem.hasPrefix("fuse.") {
                return !Self.localFuse.contains(String(filesystem.dropFirst(5)))
            }
            return Self.networkTypes.contains(filesystem)
        }

        private static let networkTypes: Set = [
            "nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "lustre", "beegfs", "gpfs", "afs", "orangefs",
            "ncpfs",
        ]
        private static let localFuse: Set = [
            "mergerfs", "bindfs", "fuse-overlayfs", "gocryptfs", "encfs", "cryfs", "lxcfs", "portal",
            "snapfuse",
            "squashfuse", "ntfs-3g", "exfat", "unionfs", "archivemount", "gvfsd-fuse",
        ]
    }

    private static let limit = 4 << 20

    /// In the order of the table.
    public let mounts: [Mount]

    /// The table as it is now; empty where there is no procfs.
    public static func current() -> MountTable {
        // Files of procfs have no length: what they hold is read until it ends.
        let bytes = (try? Descriptor.reading("/proc/self/mountinfo").bytes(at: 0, count: limit)) ?? []
        return MountTable(String(decoding: bytes, as: UTF8.self))
    }

    /// Reads the text of a table; lines that are none are left out.
    public init(_ text: String) {
        mounts = text.split(separator: "\n").compactMap(Self.mount)
    }

    /// The mount that holds an absolute path without links: the longest mount point, of equals the last one.
    public func mount(of path: String) -> Mount? {
        var best: Mount?
        for mount in mounts where CanonicalPath.isAt(path, orBelow: mount.mountPoint) {
            if mount.mountPoint.utf8.count >= best?.mountPoint.utf8.count ?? 0 { best = mount }
        }
        return best
    }

    private static func mount(_ line: Substring) -> Mount? {
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        // Six fields, any number of optional ones, a dash, then three more.
        guard fields.count >= 10, let dash = fields.dropFirst(6).firstIndex(of: "-"), fields.count >= dash + 3
        else { return nil }
        let ownOptions = fields[5].split(separator: ",")
        let superOptions = fields.count > dash + 3 ? fields[dash + 3].split(separator: ",") : []
        return Mount(
            id: String(fields[0]),
            number: String(fields[2]),
            root: unescape(fields[3]),
            mountPoint: unescape(fields[4]),
            filesystem: unescape(fields[dash + 1]),
            source: unescape(fields[dash + 2]),
            options: (ownOptions + superOptions).map { unescape($0) }
        )
    }

    /// Spaces, tabs, newlines and backslashes stand as `\` and three octal digits.
    private static func unescape(_ text: Substring) -> String {
        guard text.utf8.contains(0x5C) else { return String(text) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let digits = bytes[min(index + 1, bytes.count)..<min(index + 4, bytes.count)]
            if bytes[index] == 0x5C, digits.count == 3,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                result.append(value)
                index += 4
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
