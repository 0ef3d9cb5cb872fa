internal import Glibc
public import LifeboatCore

/// Turns an errno into an error that says what to do.
public enum SystemFailure {
    /// The error for a failed call. `action` completes "cannot …", as in "open".
    public static func error(_ number: Int32, _ action: String, _ path: String) -> LifeboatError {
        let reason = String(cString: strerror(number))
        return LifeboatError(code(number), "cannot \(action): \(reason)", path: path, hint: hint(number))
    }

    /// The error for the call that failed just now in this thread.
    static func current(_ action: String, _ path: String) -> LifeboatError { error(errno, action, path) }

    private static func code(_ number: Int32) -> ErrorCode {
        switch number {
        case ENOENT, ENOTDIR: .notFound
        case EEXIST, ENOTEMPTY, EISDIR: .conflict
        case ELOOP: .unsafePath
        case EWOULDBLOCK, EBUSY, ETXTBSY: .busy
        default: .inputOutput
        }
    }

    private static func hint(_ number: Int32) -> String? {
        switch number {
        case ENOTDIR: "A file stands where a directory belongs: check the path."
        case ENXIO: "It is a socket, or a device with nothing behind it: name a file."
        case ENOENT: "Check that the path exists and is mounted."
        case EACCES, EPERM: "Give this user access to it, or run as a user who has it."
        case ENOSPC: "The disk is full: free some space, then run the same command again; nothing is lost."
        case EDQUOT: "The disk quota is used up: free some space, then run the same command again."
        case EROFS:
            "Mount the file system for writing, as with `mount -o remount,rw`, or name another place. If"
                + " it turned read-only by itself, the disk is failing: see the kernel log."
        case EIO: "The disk reports an error: check the kernel log and the health of the disk."
        case EMFILE, ENFILE: "Raise the limit of open files (ulimit -n)."
        case ENAMETOOLONG: "The file system allows shorter names only."
        case ESTALE: "The network file system lost the file: mount it again."
        case ELOOP: "A symbolic link stands where a directory or file belongs; it is not followed."
        default: nil
        }
    }
}
