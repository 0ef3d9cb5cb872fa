internal import Glibc
internal import LifeboatCore

/// Waits until a writer closes a file (inotify `IN_CLOSE_WRITE`).
///
/// Where the kernel cannot watch (network file systems tell nothing), the wait simply runs out.
public final class CloseWatcher: Sendable {
    private let descriptor: Descriptor

    /// Watches the file at `path` from now on; nil where it cannot be watched.
    public init?(_ path: String) {
        let number = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard number >= 0 else { return nil }
        descriptor = Descriptor(number: number, path: path)
        guard inotify_add_watch(number, path, UInt32(IN_CLOSE_WRITE)) >= 0 else { return nil }
    }

    /// True as soon as a writer closed the file since the watch began or since the last call; false when
    /// `seconds` pass without that.
    public func waitForClose(seconds: Double) -> Bool {
        var request = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, Int32(seconds * 1000)) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while Glibc.read(descriptor.number, &buffer, buffer.count) > 0 {}
        return true
    }
}
