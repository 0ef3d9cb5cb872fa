internal import CPlatform
internal import Glibc
public import LifeboatCore

/// Times, modes, owners and extended attributes of files.
public enum Attributes {
    /// The extended attributes of an open file; empty where the file system keeps none.
    public static func extended(_ file: Descriptor) throws -> [String: [UInt8]] {
        let size = lb_list_xattr(file.number, nil, 0)
        if size == 0 || size == -Int(ENOTSUP) { return [:] }
        guard size > 0 else { throw SystemFailure.error(Int32(-size), "list the attributes", file.path) }
        let names = try read(file.path, size + 1024) { lb_list_xattr(file.number, $0, $1) }
        var result: [String: [UInt8]] = [:]
        for name in names.split(separator: 0) {
            guard let text = String(validating: name, as: UTF8.self) else { continue }
            let length = lb_get_xattr(file.number, text, nil, 0)
            if length == -Int(ENODATA) { continue }
            guard length >= 0 else { throw SystemFailure.error(Int32(-length), "read \(text)", file.path) }
            result[text] = try read(file.path, length + 1) { lb_get_xattr(file.number, text, $0, $1) }
        }
        return result
    }

    private static func read(
        _ path: String,
        _ capacity: Int,
        _ call: (UnsafeMutablePointer<CChar>?, Int) -> Int
    ) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let result = buffer.withMemoryRebound(to: CChar.self) { call($0.baseAddress, capacity) }
            guard result >= 0 else { throw SystemFailure.error(Int32(-result), "read the attributes", path) }
            count = result
        }
    }

    /// Sets one extended attribute.
    public static func setExtended(_ file: Descriptor, _ name: String, _ value: [UInt8]) throws {
        let result = value.withUnsafeBytes { lb_set_xattr(file.number, name, $0.baseAddress, $0.count) }
        guard result == 0 else { throw SystemFailure.error(-result, "set \(name)", file.path) }
    }

    /// Sets the permission bits.
    public static func setPermissions(_ file: Descriptor, _ permissions: UInt32) throws {
        guard fchmod(file.number, mode_t(permissions)) == 0 else {
            throw SystemFailure.current("set the permissions", file.path)
        }
    }

    /// Sets owner and group.
    public static func setOwner(_ file: Descriptor, owner: UInt32, group: UInt32) throws {
        guard fchown(file.number, owner, group) == 0 else {
            throw SystemFailure.current("set the owner", file.path)
        }
    }

    /// Sets the time of the last change, in nanoseconds since 1970; the time of access becomes the same.
    public static func setModified(_ file: Descriptor, _ nanoseconds: Int64) throws {
        let time = timespec(nanoseconds)
        guard futimens(file.number, [time, time]) == 0 else {
            throw SystemFailure.current("set the time", file.path)
        }
    }

    /// Sets owner, group and time of a symbolic link itself.
    public static func setLink(
        _ name: FileName,
        in directory: Directory,
        owner: (UInt32, UInt32)?,
        modified: Int64
    ) throws {
        let (holder, last) = try directory.place(name)
        let parent = holder.descriptor
        let time = timespec(modified)
        try last.withPath { path in
            if let owner, fchownat(parent.number, path, owner.0, owner.1, AT_SYMLINK_NOFOLLOW) != 0 {
                throw SystemFailure.current("set the owner", "\(directory.path)/\(name)")
            }
            guard utimensat(parent.number, path, [time, time], AT_SYMLINK_NOFOLLOW) == 0 else {
                throw SystemFailure.current("set the time", "\(directory.path)/\(name)")
            }
        }
    }

    private static func timespec(_ nanoseconds: Int64) -> Glibc.timespec {
        var (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if rest < 0 { (seconds, rest) = (seconds - 1, rest + 1_000_000_000) }
        return Glibc.timespec(tv_sec: Int(seconds), tv_nsec: Int(rest))
    }
}
