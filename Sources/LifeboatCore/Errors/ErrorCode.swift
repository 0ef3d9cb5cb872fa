/// The kind of a failure: it decides the exit code and nothing else does.
public enum ErrorCode: String, Sendable, CaseIterable {
    /// The job could not be done.
    case failed
    /// The command line is wrong.
    case usage
    /// Something that was named does not exist.
    case notFound
    /// Another process holds what this one needs; trying again later may succeed.
    case busy
    /// The policy is not valid.
    case policyInvalid
    /// A file system, store or operating system call failed.
    case inputOutput
    /// A tier cannot be written.
    case storage
    /// Bytes are not what their digest or their format says.
    case corrupt
    /// The format is newer than this program, or asks for a feature it does not have.
    case unsupported
    /// A name or path would leave the place it belongs to.
    case unsafePath
    /// Something is in the way that is not replaced without being told to.
    case conflict
    /// The user stopped the work.
    case interrupted

    /// The exit code of a process that ends with this error (`docs/exit-codes.md`).
    public var exitStatus: Int32 {
        switch self {
        case .usage: 64
        case .busy: 75
        case .policyInvalid: 78
        case .interrupted: 130
        default: 1
        }
    }
}
