internal import Synchronization

/// One at a time for each key, among the threads of this process. Different keys never wait for each other.
final class KeyTurns: Sendable {
    private final class Turn: Sendable {
        let mutex = Mutex(())
    }

    private struct Queue: Sendable {
        let turn = Turn()
        var length = 0
    }

    private let queues = Mutex<[String: Queue]>([:])

    /// Runs `body` when nobody else works on `key`. It must not take another turn.
    func take<R: Sendable>(_ key: String, _ body: () throws -> R) rethrows -> R {
        let turn = queues.withLock { queues in
            var queue = queues[key] ?? Queue()
            queue.length += 1
            queues[key] = queue
            return queue.turn
        }
        defer {
            queues.withLock { queues in
                queues[key]?.length -= 1
                if queues[key]?.length == 0 { queues[key] = nil }
            }
        }
        return try turn.mutex.withLock { _ in try body() }
    }
}
