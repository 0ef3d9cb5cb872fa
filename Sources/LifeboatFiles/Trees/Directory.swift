internal import CPlatform
internal import Glibc
public import LifeboatCore

/// A directory that is worked in through its descriptor, so that nothing below it can be swapped for a link
/// that leads elsewhere: every step of a path is opened by itself and no link is followed.
public final class Directory: Sendable {
    /// The open directory.
    public let descriptor: Descriptor

    /// The path it was opened by, for messages.
    public var path: String { descriptor.path }

    /// Opens an existing directory.
    public init(_ path: String) throws { descriptor = try Descriptor.directory(path) }

    /// Opens an existing directory by a path that need not be text.
    public init(_ path: [UInt8]) throws { descriptor = try Descriptor.directory(path) }

    private init(_ descriptor: Descriptor) { self.descriptor = descriptor }

    /// Opens a directory and makes it, with those above it, where it is missing.
    public static func make(_ path: String, mode: UInt32 = 0o777) throws -> Directory {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            prefix += component
            if mkdir(prefix, mode_t(mode)) != 0, errno != EEXIST, errno != EISDIR {
                throw SystemFailure.current("make the directory", prefix)
            }
            prefix += "/"
        }
        return try Directory(path)
    }

    /// The directory `name` below this one, this one itself for the empty name.
    public func directory(_ name: FileName) throws -> Directory {
        try check(name)
        if name.components.count > 1, let quick = try openBeneath(name) { return quick }
        var here = descriptor
        for component in name.components {
            here = try here.open(at: Array(component), O_RDONLY | O_DIRECTORY)
        }
        return Directory(here)
    }

    /// The whole way in one call where the kernel can; nil where it has to be gone step by step, which also
    /// says best at which step it fails.
    private func openBeneath(_ name: FileName) throws -> Directory? {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK
        let number = name.bytes.withPath { lb_open_beneath(descriptor.number, $0, flags) }
        guard number >= 0 else { return nil }
        return Directory(
            Descriptor(number: number, path: "\(path)/\(Printable.text(bytes: name.bytes))")
        )
    }

    /// The same, made where it is missing. Throws `conflict` where a file stands in its place.
    ///
    /// With `flushing` off the new names are not on the disk yet: for whoever flushes the file system in the
    /// end.
    public func makeDirectory(_ name: FileName, mode: UInt32 = 0o777, flushing: Bool = true) throws
        -> Directory
    {
        try check(name)
        var here = descriptor
        for component in name.components {
            let made = Array(component).withPath { mkdirat(here.number, $0, mode_t(mode)) }
            guard made == 0 || errno == EEXIST else {
                throw SystemFailure.current(
                    "make the directory",
                    "\(here.path)/\(FileName(bytes: Array(component)))"
                )
            }
            // What is flushed into a directory is lost with it, as long as its own name is not flushed.
            if made == 0, flushing { try here.sync() }
            do { here = try here.open(at: Array(component), O_RDONLY | O_DIRECTORY) } catch let error
                as LifeboatError
                where error.code == .notFound && made != 0
            {
                throw LifeboatError(
                    .conflict,
                    "a file stands where a directory belongs",
                    path: error.path,
                    hint: "Move the file away, or name another directory."
                )
            }
        }
        return Directory(here)
    }

    /// Takes a name apart into the directory that holds it, opened, and its last component.
    ///
    /// Throws `unsafePath` for a name that is empty or leaves this directory.
    func place(_ name: FileName) throws -> (Directory, [UInt8]) {
        try check(name, orRoot: false)
        return (try directory(name.parent), name.last.bytes)
    }

    /// Descriptors alone keep no `..` and no zero byte (where C ends the text) from leading out of here.
    func check(_ name: FileName, orRoot: Bool = true) throws {
        guard name.isContained || (orRoot && name.bytes.isEmpty) else {
            throw LifeboatError(
                .unsafePath,
                "is no name below \(Printable.text(path))",
                path: name.description
            )
        }
    }

    /// Opens a file below this directory for reading. Throws `unsafePath` for a link.
    public func open(_ name: FileName) throws -> Descriptor {
        let (parent, last) = try place(name)
        return try parent.descriptor.open(at: last, O_RDONLY)
    }

    /// Makes a new file; it must not exist.
    public func create(_ name: FileName, mode: UInt32 = 0o666) throws -> Descriptor {
        let (parent, last) = try place(name)
        return try parent.descriptor.open(at: last, O_RDWR | O_CREAT | O_EXCL, mode: mode_t(mode))
    }

    /// Opens a file for reading and writing, made where it is missing.
    public func openOrCreate(_ name: FileName, mode: UInt32 = 0o666) throws -> Descriptor {
        let (parent, last) = try place(name)
        return try parent.descriptor.open(at: last, O_RDWR | O_CREAT, mode: mode_t(mode))
    }

    /// The facts of what stands at `name`, links not followed; nil when nothing stands there.
    public func facts(_ name: FileName) throws -> FileFacts? {
        let (parent, last): (Directory, [UInt8])
        do { (parent, last) = try place(name) } catch let error as LifeboatError where error.code == .notFound
        {
            return nil
        }
        var raw = lb_stat()
        let result = last.withPath { lb_fstatat(parent.descriptor.number, $0, &raw) }
        if result == -ENOENT { return nil }
        guard result == 0 else { throw SystemFailure.error(-result, "read the facts", "\(path)/\(name)") }
        return FileFacts(raw)
    }

    /// The names in this directory, in no order, without `.` and `..`.
    public func names() throws -> [[UInt8]] {
        var names: [[UInt8]] = []
        try forEachName { names.append(Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))) }
        return names
    }
}
