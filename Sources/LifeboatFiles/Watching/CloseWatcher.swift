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

    /// Watches an open file, whatever its name.
    public convenience init?(on file: Descriptor) { self.init("/proc/self/fd/\(file.number)") }

    /// True as soon as a writer closed the file since the watch began or since the last call; false when
    /// `seconds` (at most a day) pass without that.
    public func waitForClose(seconds: Double) -> Bool {
        let watch = Stopwatch()
        let limit = min(max(0, seconds), 86_400)
        while true {
            var request = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
            let rest = max(0, limit - watch.seconds)
            let ready = poll(&request, 1, Int32((rest * 1000).rounded(.up)))
            if ready > 0, takeEvents() { return true }
            // The end of the watch itself is an event too, and no close: so it goes on until the time is
            // over.
            if ready == 0 || (ready < 0 && errno != EINTR) || rest == 0 { return false }
        }
    }

    /// Takes all events that wait; whether a close is among them.
    ///
    /// Layout (inotify(7)): descriptor, mask, cookie and length of the name, four bytes each, then the name.
    private func takeEvents() -> Bool {
        var isClosed = false
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(descriptor.number, &buffer, buffer.count)
            guard count > 0 else { return isClosed }
            buffer.withUnsafeBytes { raw in
                var offset = 0
                while offset + 16 <= count {
                    let mask = raw.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
                    let length = raw.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)
                    if mask & UInt32(IN_CLOSE_WRITE) != 0 { isClosed = true }
                    offset += 16 + Int(length)
                }
            }
        }
    }
}
