internal import CPlatform
internal import Glibc

/// A frozen copy that shares the blocks of a file, where the file system can (btrfs, XFS).
public enum Reflink {
    /// An unnamed clone of `file` in `directory`, or nil where the file system or the rights do not allow it.
    ///
    /// The clone is one atomic state of the file as far as a single `write` is atomic; it has no name, so it
    /// vanishes with its descriptor.
    public static func clone(_ file: Descriptor, in directory: Descriptor) -> Descriptor? {
        let number = lb_open_unnamed(directory.number)
        guard number >= 0 else { return nil }
        let clone = Descriptor(number: number, path: file.path)
        return lb_reflink(number, file.number) == 0 ? clone : nil
    }
}
