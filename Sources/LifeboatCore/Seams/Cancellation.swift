internal import Synchronization

/// A wish to stop, asked for between pieces of work. Nothing is cut in the middle of a piece.
public final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)
    private let external: @Sendable () -> Bool

    /// A token; `external` is asked too, as for a signal that arrived.
    public init(external: @escaping @Sendable () -> Bool = { false }) { self.external = external }

    /// Asks for the stop.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// Whether somebody asked.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) || external() }

    /// Throws `interrupted` once somebody asked.
    public func check() throws {
        if isCancelled {
            throw LifeboatError(
                .interrupted,
                "stopped as asked",
                hint: "Nothing is lost: run the same command again."
            )
        }
    }
}
