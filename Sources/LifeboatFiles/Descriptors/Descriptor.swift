internal import CPlatform
internal import Glibc
internal import LifeboatCore

/// One open file or directory; closed when the last reference goes.
public final class Descriptor: Sendable {
    /// The number of the descriptor, valid while this object lives.
    public let number: Int32
    /// What it was opened as, for messages.
    public let path: String

    init(number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    /// Opens a directory by path.
    public static func directory(_ path: String) throws -> Descriptor { try directory(Array(path.utf8)) }

    /// Opens a directory by a path that need not be text.
    public static func directory(_ path: [UInt8]) throws -> Descriptor {
        try open(path, O_RDONLY | O_DIRECTORY)
    }

    /// Opens a file for reading. With `followingLinks` off a symbolic link at the end is an error.
    public static func reading(_ path: String, followingLinks: Bool = true) throws -> Descriptor {
        try open(Array(path.utf8), O_RDONLY | (followingLinks ? 0 : O_NOFOLLOW))
    }

    /// Opens a file for reading by a path that need not be text; links are followed.
    public static func reading(_ path: [UInt8]) throws -> Descriptor { try open(path, O_RDONLY) }

    /// Opens or makes a file for reading and writing with the given mode, as for a lock.
    public static func readingAndWriting(_ path: String, mode: UInt32 = 0o600) throws -> Descriptor {
        try open(Array(path.utf8), O_RDWR | O_CREAT, mode_t(mode))
    }

    private static func open(_ path: [UInt8], _ flags: Int32, _ mode: mode_t = 0) throws -> Descriptor {
        // A FIFO or a device must not stall the one who looks at it.
        let number = path.withPath { Glibc.open($0, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, mode) }
        let text = String(validating: path, as: UTF8.self) ?? Printable.text(bytes: path)
        guard number >= 0 else { throw SystemFailure.current("open", text) }
        return Descriptor(number: number, path: text)
    }

    /// Opens what stands at `name` below this directory; links are not followed.
    func open(at name: [UInt8], _ flags: Int32, mode: mode_t = 0) throws -> Descriptor {
        let full = path + "/" + Printable.text(bytes: name)
        let number = name.withPath {
            openat(self.number, $0, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode)
        }
        if number < 0, errno == ENOTDIR, isLink(name) { throw SystemFailure.error(ELOOP, "open", full) }
        guard number >= 0 else { throw SystemFailure.current("open", full) }
        return Descriptor(number: number, path: full)
    }

    /// Whether a symbolic link stands there: where a directory was asked for, the kernel tells links and
    /// files apart no more. The errno stays what it was.
    private func isLink(_ name: [UInt8]) -> Bool {
        let before = errno
        defer { errno = before }
        var raw = lb_stat()
        return name.withPath { lb_fstatat(number, $0, &raw) } == 0 && FileKind(mode: raw.mode) == .link
    }

    /// The facts of the open file.
    public func facts() throws -> FileFacts {
        var raw = lb_stat()
        let result = lb_fstat(number, &raw)
        guard result == 0 else { throw SystemFailure.error(-result, "read the facts", path) }
        return FileFacts(raw)
    }

    /// Flushes the file to the disk.
    public func sync() throws {
        guard fsync(number) == 0 else { throw SystemFailure.current("flush", path) }
    }

    /// Flushes the whole file system that holds it.
    public func syncFileSystem() throws {
        let result = lb_syncfs(number)
        guard result == 0 else { throw SystemFailure.error(-result, "flush the file system", path) }
    }
}

extension Array where Element == UInt8 {
    /// The bytes as a C string for the length of the call.
    func withPath<R>(_ body: (UnsafePointer<CChar>) throws -> R) rethrows -> R {
        try (self + [0]).withUnsafeBytes { raw in
            try raw.withMemoryRebound(to: CChar.self) { buffer in
                guard let base = buffer.baseAddress else { preconditionFailure("never empty") }
                return try body(base)
            }
        }
    }
}
