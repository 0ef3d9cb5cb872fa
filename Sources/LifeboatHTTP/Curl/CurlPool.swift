internal import Synchronization

/// Handles that nobody uses at the moment. Whoever takes one owns it alone until it is given back.
final class CurlPool: Sendable {
    /// More idle ones than this are closed, those first that waited longest.
    private let limit: Int
    private let idle = Mutex<[CurlHandle]>([])

    init(limit: Int) { self.limit = limit }

    /// The handle that spoke last with `origin`, so that its connection is used again; else a new one, or,
    /// when many lie idle, the one that waited longest. Nil when there is no memory for one.
    func take(for origin: String) -> CurlHandle? {
        let found = idle.withLock { idle in
            let index = idle.lastIndex { $0.origin == origin } ?? (idle.count >= limit ? 0 : nil)
            return index.map { idle.remove(at: $0) }
        }
        return found ?? CurlHandle()
    }

    /// Gives a handle back.
    func give(_ handle: CurlHandle) {
        let surplus = idle.withLock { idle in
            idle.append(handle)
            return idle.count > limit ? idle.removeFirst() : nil
        }
        // Closing connections takes time, and is done outside the lock.
        _ = surplus
    }
}
