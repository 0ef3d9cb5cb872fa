internal import Dispatch
internal import Synchronization

/// A fixed number of threads that may block.
///
/// File and store calls block, and Swift's cooperative pool must not: so the movers run here, on threads of
/// their own, and are plain synchronous code.
public struct Workers: Sendable {
    /// How many items are worked on at once.
    public let width: Int

    /// `width` threads, at least one.
    public init(width: Int) { self.width = max(1, width) }

    /// Runs `body` on every index of `0..<count`. Results come in order.
    ///
    /// The first error stops the hand-out of further indices and is thrown once the running ones are done.
    public func map<T: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> T) throws -> [T] {
        guard count > 1, width > 1 else { return try (0..<count).map(body) }
        let next = Atomic<Int>(0)
        let outcome = Mutex<Outcome<T>>(Outcome(results: Array(repeating: nil, count: count)))
        withoutActuallyEscaping(body) { body in
            let work: @Sendable () -> Void = { [width] in
                _ = width
                while true {
                    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard index < count, outcome.withLock({ $0.error == nil }) else { return }
                    do {
                        let value = try body(index)
                        outcome.withLock { $0.results[index] = value }
                    } catch {
                        outcome.withLock { if $0.error == nil { $0.error = error } }
                    }
                }
            }
            run(min(width, count), work)
        }
        return try outcome.withLock { outcome in
            if let error = outcome.error { throw error }
            return outcome.results.compactMap { $0 }
        }
    }

    private func run(_ threads: Int, _ work: @escaping @Sendable () -> Void) {
        let group = DispatchGroup()
        // A queue of its own for each thread: Dispatch gives a serial queue with work a thread to run on.
        for index in 0..<threads {
            DispatchQueue(label: "lifeboat.worker.\(index)").async(group: group, execute: work)
        }
        group.wait()
    }

    private struct Outcome<T: Sendable>: Sendable {
        var results: [T?]
        var error: (any Error)?
    }
}
