internal import Synchronization

/// Which keys of a vault were read from older versions, because what stands there now is gone or is not what
/// its digest says.
final class RecalledKeys: Sendable {
    private let keys = Mutex<Set<String>>([])

    func note(_ key: String) { _ = keys.withLock { $0.insert(key) } }

    func contains(_ key: String) -> Bool { keys.withLock { $0.contains(key) } }

    /// Those that begin so.
    func all(_ prefix: String) -> [String] {
        keys.withLock { $0.filter { $0.hasPrefix(prefix) } }.sorted()
    }
}
