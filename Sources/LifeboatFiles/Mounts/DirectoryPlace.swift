/// Where a directory really lies, whichever links and mounts lead there.
///
/// Two paths are one place when they lead to one inode, or to one path within one file system: a bind mount
/// shows a directory under a path that no link tells of. A directory that is not there yet lies below the
/// nearest one above it that is.
public struct DirectoryPlace: Sendable, Hashable {
    /// How one place lies to another.
    public enum Relation: Sendable, Hashable {
        /// They are one directory.
        case same
        /// It lies below the other.
        case inside
        /// The other lies below it.
        case around
    }

    private struct Identity: Sendable, Hashable {
        let device: UInt64
        let inode: UInt64
    }

    /// A file system as the kernel numbers it, and a path within it.
    private struct Location: Sendable, Hashable {
        let filesystem: String
        let path: String
    }

    /// The absolute path without links.
    public let path: String
    /// Nil where the table of mounts does not tell.
    private let location: Location?
    /// Nil for a directory that is not there.
    private let identity: Identity?

    /// Looks at an absolute path. Never throws: what cannot be opened counts as not there.
    public init(_ path: String, mounts: MountTable = .current()) {
        var existing = path.split(separator: "/")
        var missing = ""
        while true {
            let start = "/" + existing.joined(separator: "/")
            if let directory = try? Directory(start), let real = CanonicalPath.of(start) {
                self.path = Self.joined(real, missing)
                location = Self.location(of: directory, real, mounts).map {
                    Location(filesystem: $0.filesystem, path: Self.joined($0.path, missing))
                }
                let facts = missing.isEmpty ? try? directory.descriptor.facts() : nil
                identity = facts.map { Identity(device: $0.device, inode: $0.inode) }
                return
            }
            guard let last = existing.popLast() else { break }
            missing = "/\(last)\(missing)"
        }
        self.path = path
        location = nil
        identity = nil
    }

    /// How this lies to `other`; nil when they lie apart.
    public func relation(to other: DirectoryPlace) -> Relation? {
        let isAt = lies(atOrBelow: other)
        let isAround = other.lies(atOrBelow: self)
        if identity != nil, identity == other.identity { return .same }
        if isAt { return isAround ? .same : .inside }
        return isAround ? .around : nil
    }

    private func lies(atOrBelow other: DirectoryPlace) -> Bool {
        if CanonicalPath.isAt(path, orBelow: other.path) { return true }
        guard let location, let around = other.location, location.filesystem == around.filesystem else {
            return false
        }
        return CanonicalPath.isAt(location.path, orBelow: around.path)
    }

    /// By the number of the mount that the directory was opened through: of mounts that hide one another, the
    /// path alone does not tell which is seen.
    private static func location(of directory: Directory, _ real: String, _ mounts: MountTable) -> Location? {
        let file = "/proc/self/fdinfo/\(directory.descriptor.number)"
        let bytes = (try? Descriptor.reading(file).bytes(at: 0, count: 4096)) ?? []
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let id = lines.first { $0.hasPrefix("mnt_id:") }?.dropFirst(7).drop { $0 == "\t" || $0 == " " }
        guard let mount = mounts.mounts.first(where: { $0.id == id ?? "" }),
            CanonicalPath.isAt(real, orBelow: mount.mountPoint)
        else { return nil }
        let below = mount.mountPoint == "/" ? real : String(real.dropFirst(mount.mountPoint.count))
        return Location(filesystem: mount.number, path: joined(mount.root, below))
    }

    /// `below` is empty or begins with `/`.
    private static func joined(_ path: String, _ below: String) -> String {
        if below.isEmpty || below == "/" { return path }
        return path == "/" ? below : path + below
    }
}
