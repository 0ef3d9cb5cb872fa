internal import LifeboatCore

/// How a process ends (`docs/exit-codes.md`).
enum ExitStatus: Int32 {
    /// Done, and good.
    case good = 0
    /// The job could not be done.
    case failed = 1
    /// Done, and the verdict is bad.
    case badVerdict = 2
}
