/// How a process ended.
enum Ending: Sendable, Equatable {
    /// By itself, with this status.
    case exited(Int32)
    /// By this signal.
    case killed(Int32)
    /// Not within its time; it was killed.
    case hung
}
