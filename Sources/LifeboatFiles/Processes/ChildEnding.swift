/// How a child process ended.
public enum ChildEnding: Sendable, Hashable, CustomStringConvertible {
    /// By itself, with this status.
    case exited(Int32)
    /// By this signal.
    case killed(Int32)

    /// From the status that `waitpid` gives (`wait(2)`: the signal in the low seven bits, else the exit
    /// status in the second byte).
    init(waitStatus status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    }

    /// For people, as in "was ended by signal 9".
    public var description: String {
        switch self {
        case .exited(let status): "ended with status \(status)"
        case .killed(let signal): "was ended by signal \(signal)"
        }
    }
}
