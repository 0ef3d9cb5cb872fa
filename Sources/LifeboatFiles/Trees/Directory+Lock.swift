internal import Glibc
internal import LifeboatCore

extension Directory {
    /// What an attempt to lock a directory came to.
    public enum LockAttempt: Sendable {
        /// It is held until the last reference to this directory goes, or its process ends.
        case taken
        /// Somebody else holds it.
        case refused
        /// The file system has no locks.
        case impossible
    }

    /// Locks the directory itself (`flock`), without waiting.
    ///
    /// Shared locks go together; an exclusive one with none.
    public func lock(exclusively: Bool) throws -> LockAttempt {
        if flock(descriptor.number, (exclusively ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 { return .taken }
        switch errno {
        case EWOULDBLOCK: return .refused
        case ENOLCK, ENOTSUP, ENOSYS, EINVAL: return .impossible
        default: throw SystemFailure.current("lock", path)
        }
    }
}
