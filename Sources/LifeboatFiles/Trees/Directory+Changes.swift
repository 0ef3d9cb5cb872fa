internal import CPlatform
internal import Glibc
public import LifeboatCore

extension Directory {
    /// Renames `old` to `new`, replacing what stands there. Both lie below this directory.
    public func rename(_ old: FileName, to new: FileName) throws {
        let (from, oldLast) = try place(old)
        let (to, newLast) = try place(new)
        let result = oldLast.withPath { a in
            newLast.withPath { b in renameat(from.descriptor.number, a, to.descriptor.number, b) }
        }
        guard result == 0 else { throw SystemFailure.current("rename to \(new)", "\(path)/\(old)") }
    }

    /// Renames without replacing; false when the new name is taken.
    public func renameExclusively(_ old: FileName, to new: FileName) throws -> Bool {
        let (from, oldLast) = try place(old)
        let (to, newLast) = try place(new)
        let result = oldLast.withPath { a in
            newLast.withPath { b in lb_rename_exclusive(from.descriptor.number, a, to.descriptor.number, b) }
        }
        if result == -EEXIST { return false }
        guard result == 0 else { throw SystemFailure.error(-result, "rename to \(new)", "\(path)/\(old)") }
        return true
    }

    /// Removes a file or link; false when there is none.
    @discardableResult
    public func removeFile(_ name: FileName) throws -> Bool { try unlink(name, 0, "delete") }

    /// Removes an empty directory; false when there is none.
    @discardableResult
    public func removeDirectory(_ name: FileName) throws -> Bool { try unlink(name, AT_REMOVEDIR, "delete") }

    private func unlink(_ name: FileName, _ flags: Int32, _ action: String) throws -> Bool {
        let (parent, last): (Directory, [UInt8])
        do { (parent, last) = try place(name) } catch let error as LifeboatError where error.code == .notFound
        {
            return false
        }
        let result = last.withPath { unlinkat(parent.descriptor.number, $0, flags) }
        if result != 0, errno == ENOENT { return false }
        guard result == 0 else { throw SystemFailure.current(action, "\(path)/\(name)") }
        return true
    }

    /// Removes everything in this directory, links not followed; the directory itself stays.
    public func removeContents() throws {
        for name in try names() {
            let name = FileName(bytes: name)
            if try facts(name)?.kind == .directory {
                // A directory that its owner may not read or write would keep its content.
                try? setPermissions(name, 0o700)
                try directory(name).removeContents()
                try removeDirectory(name)
            } else {
                try removeFile(name)
            }
        }
    }

    /// Sets the permission bits of what stands at `name`, also where it cannot be opened. A link is refused.
    public func setPermissions(_ name: FileName, _ permissions: UInt32) throws {
        let (parent, last) = try place(name)
        let result = last.withPath {
            fchmodat(parent.descriptor.number, $0, mode_t(permissions), AT_SYMLINK_NOFOLLOW)
        }
        guard result == 0 else { throw SystemFailure.current("set the permissions", "\(path)/\(name)") }
    }

    /// Makes a symbolic link.
    public func makeLink(_ name: FileName, to target: [UInt8]) throws {
        let (parent, last) = try place(name)
        let result = target.withPath { a in last.withPath { b in symlinkat(a, parent.descriptor.number, b) } }
        guard result == 0 else { throw SystemFailure.current("make the link", "\(path)/\(name)") }
    }

    /// Where a symbolic link leads.
    public func linkTarget(_ name: FileName) throws -> [UInt8] {
        let (parent, last) = try place(name)
        return try [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
            let result = buffer.withMemoryRebound(to: CChar.self) { target in
                last.withPath { path in
                    target.baseAddress.map { readlinkat(parent.descriptor.number, path, $0, target.count) }
                        ?? -1
                }
            }
            guard result >= 0 else { throw SystemFailure.current("read the link", "\(self.path)/\(name)") }
            count = result
        }
    }

    /// Free bytes for this user on the file system that holds the directory.
    public func freeBytes() throws -> Int {
        var info = statvfs()
        guard fstatvfs(descriptor.number, &info) == 0 else { throw SystemFailure.current("measure", path) }
        return Int(
            clamping: UInt64(info.f_bavail).multipliedReportingOverflow(by: UInt64(info.f_frsize))
                .partialValue
        )
    }
}
