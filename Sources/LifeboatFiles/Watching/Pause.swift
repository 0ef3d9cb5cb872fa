internal import Glibc

/// Waiting.
public enum Pause {
    /// Sleeps this thread; a signal does not cut it short. At most a day at once, not at all below zero.
    public static func seconds(_ seconds: Double) {
        let seconds = min(max(0, seconds), 86_400)
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
        var rest = timespec()
        while nanosleep(&time, &rest) != 0, errno == EINTR { time = rest }
    }
}
