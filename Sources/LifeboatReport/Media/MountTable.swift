internal import LifeboatCore

/// The mounts of this process, out of the text of `/proc/self/mountinfo` (proc_pid_mountinfo(5)). Pure.
struct MountTable: Sendable {
    /// One mount.
    struct Mount: Sendable, Hashable {
        /// `major:minor` as the kernel numbers the file system.
        let number: String
        let mountPoint: String
        let filesystem: String
        let source: String
        let options: [String]

        var isReadOnly: Bool { options.contains("ro") }

        /// Whether another machine keeps it. FUSE file systems are taken for remote, except those that are
        /// known to show a local disk in another form.
        var isNetwork: Bool {
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

    let mounts: [Mount]

    /// Reads the table; lines that are none are left out.
    init(_ text: String) {
        mounts = text.split(separator: "\n").compactMap(Self.mount)
    }

    /// The mount that holds an absolute path without links: the longest mount point, of equals the last one.
    func mount(of path: String) -> Mount? {
        var best: Mount?
        for mount in mounts where Self.contains(mount.mountPoint, path) {
            if mount.mountPoint.utf8.count >= best?.mountPoint.utf8.count ?? 0 { best = mount }
        }
        return best
    }

    private static func contains(_ mountPoint: String, _ path: String) -> Bool {
        mountPoint == "/" || path == mountPoint || path.hasPrefix(mountPoint + "/")
    }

    private static func mount(_ line: Substring) -> Mount? {
        let fields = line.split(separator: " ", omittingEmptySubsequences: false)
        // Six fields, any number of optional ones, a dash, then three more.
        guard fields.count >= 10, let dash = fields.dropFirst(6).firstIndex(of: "-"), fields.count >= dash + 3
        else { return nil }
        let ownOptions = fields[5].split(separator: ",")
        let superOptions = fields.count > dash + 3 ? fields[dash + 3].split(separator: ",") : []
        return Mount(
            number: String(fields[2]),
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
