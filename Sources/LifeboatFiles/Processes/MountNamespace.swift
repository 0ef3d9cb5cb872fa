internal import CPlatform
internal import Glibc
internal import LifeboatCore

/// What a process sees of the file system, cut down for this process alone (`mount_namespaces(7)`).
public enum MountNamespace {
    /// Gives this process a mount namespace of its own; without privilege in a user namespace of its own.
    ///
    /// Call it before any thread is started. Throws where the system does not allow it.
    public static func enter() throws {
        let result = lb_isolate()
        guard result == 0 else {
            throw SystemFailure.error(-result, "make a mount namespace", "/proc/self/ns/mnt")
        }
    }

    /// Covers the directory at `path` with an empty one that cannot be written into.
    ///
    /// What was opened before stays reachable through its descriptor.
    public static func hide(_ path: String) throws {
        let result = lb_hide(path)
        guard result == 0 else { throw SystemFailure.error(-result, "hide the directory", path) }
    }

    /// Whether every owner of the system exists in here: not so in a user namespace that has one owner alone,
    /// where nothing can be given to another.
    public static func hasAllOwners() -> Bool {
        guard let map = try? Descriptor.reading("/proc/self/uid_map").bytes(at: 0, count: 4096) else {
            return true
        }
        let numbers = String(decoding: map, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        return numbers == ["0", "0", "4294967295"]
    }
}
