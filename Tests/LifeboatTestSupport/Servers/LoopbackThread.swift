internal import Glibc
internal import LifeboatCore

/// A thread that may block, with a join.
struct LoopbackThread: Sendable {
    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let thread: pthread_t

    /// Starts it.
    init(_ body: @escaping @Sendable () -> Void) throws {
        var thread = pthread_t()
        // The thread takes the reference over.
        let work = Unmanaged.passRetained(Work(body))
        let code = pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            },
            work.toOpaque()
        )
        guard code == 0 else {
            work.release()
            throw LifeboatError(.inputOutput, "cannot start a thread: \(String(cString: strerror(code)))")
        }
        self.thread = thread
    }

    /// Waits for its end; a thread does not wait for itself.
    func join() {
        if pthread_equal(thread, pthread_self()) == 0 { pthread_join(thread, nil) }
    }
}
