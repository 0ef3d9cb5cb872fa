internal import CPlatform

/// Proof that nobody opened a file for writing while it was read (`F_SETLEASE`).
///
/// A writer that comes is held up by the kernel until the lease is let go: so a reader asks `holds` after
/// every piece and stops at once, because a stalled trainer is worse than a torn copy that is found out.
public final class ReadLease: Sendable {
    private let descriptor: Descriptor

    /// A lease on `descriptor`, or nil where a writer has the file open or the file system gives none.
    public init?(on descriptor: Descriptor) {
        guard lb_lease_take(descriptor.number) == 0 else { return nil }
        self.descriptor = descriptor
    }

    deinit { lb_lease_release(descriptor.number) }

    /// Whether nobody has asked to write so far.
    public var holds: Bool { lb_lease_holds(descriptor.number) == 1 }
}
