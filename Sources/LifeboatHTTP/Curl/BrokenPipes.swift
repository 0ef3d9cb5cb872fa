internal import Glibc

/// Keeps the signal of a connection that the other side closed, SIGPIPE, from ending the process.
enum BrokenPipes {
    /// Runs `body` with the signal blocked in this thread, and takes back the one that came meanwhile.
    static func quietly<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        var pipe = sigset_t()
        var before = sigset_t()
        var pending = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        sigpending(&pending)
        let wasPending = sigismember(&pending, SIGPIPE) == 1
        guard pthread_sigmask(SIG_BLOCK, &pipe, &before) == 0 else { return try body() }
        defer {
            if !wasPending {
                var now = timespec()
                while sigtimedwait(&pipe, nil, &now) == -1, errno == EINTR {}
            }
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        return try body()
    }
}
