internal import ArgumentParser

/// What somebody who holds credentials for a bucket does with it.
enum AccessRole: String, CaseIterable, ExpressibleByArgument {
    /// Protects: adds, and deletes nothing.
    case writer
    /// Drills: reads.
    case drill
    /// Restores: reads.
    case restore
    /// Prunes and collects: reads, deletes, and notes what it did.
    case prune
}
