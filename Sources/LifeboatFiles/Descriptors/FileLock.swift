internal import Glibc
internal import LifeboatCore

/// An exclusive lock on a file (`flock`), let go when this object goes or the process ends, however it ends.
public final class FileLock: Sendable {
    private static let purposeLimit = 1000
    private let descriptor: Descriptor

    /// Takes the lock or throws `busy` at once; `purpose` says what is being done, as in "protecting exp1",
    /// to whoever meets the lock.
    public init(path: String, purpose: String) throws {
        descriptor = try Descriptor.readingAndWriting(path)
        guard flock(descriptor.number, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK {
                let told = (try? descriptor.contents(limit: Self.purposeLimit)) ?? []
                let other = told.isEmpty ? purpose : FileName(bytes: told).description
                throw LifeboatError(
                    .busy,
                    "another process is \(other)",
                    path: path,
                    hint: "Wait for it to end, then run the same command again."
                )
            }
            throw SystemFailure.current("lock", path)
        }
        // For people alone: a lock holds on a full disk too.
        try? descriptor.truncate(to: 0)
        try? Array(purpose.utf8.prefix(Self.purposeLimit)).withUnsafeBytes { try descriptor.write($0, at: 0) }
    }

    /// A child that another thread is just starting has the descriptor too for a moment, and with it the
    /// lock: closing alone would leave it taken.
    deinit { flock(descriptor.number, LOCK_UN) }

    /// Takes the lock, waiting for as long as somebody else has it.
    public init(waitingAt path: String) throws {
        descriptor = try Descriptor.readingAndWriting(path)
        while flock(descriptor.number, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemFailure.current("lock", path) }
        }
    }
}
