internal import Glibc

/// The kinds of file that Linux has.
public enum FileKind: String, Sendable {
    /// An ordinary file.
    case file
    /// A directory.
    case directory
    /// A symbolic link.
    case link
    /// A named pipe.
    case pipe
    /// A socket.
    case socket
    /// A character or block device.
    case device

    init(mode: UInt32) {
        self =
            switch mode & S_IFMT {
            case S_IFDIR: .directory
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR, S_IFBLK: .device
            default: .file
            }
    }
}
