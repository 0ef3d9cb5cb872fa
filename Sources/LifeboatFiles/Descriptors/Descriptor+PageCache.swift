internal import Glibc

extension Descriptor {
    /// How long a file may be for the page cache to keep it while it is read twice: a quarter of the memory.
    public static let cachedBytes =
        max(0, sysconf(Int32(_SC_PHYS_PAGES))) / 4 * max(0, sysconf(Int32(_SC_PAGESIZE)))

    /// Tells the kernel that the whole file is about to be read, so that it fetches ahead with more than one
    /// request at a time. Only a hint.
    public func fetchAhead() { _ = posix_fadvise(number, 0, 0, POSIX_FADV_WILLNEED) }
}
