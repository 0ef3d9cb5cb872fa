import LifeboatTestSupport
import Synchronization

/// Counts what happens on other threads.
final class Calls: Sendable {
    private let keys = Mutex<[String]>([])

    func note(_ key: String) { keys.withLock { $0.append(key) } }

    var all: [String] { keys.withLock { $0 } }
}
