public import LifeboatFiles

/// The bytes that go with a request. They are read while the request is sent, more than once when the
/// transport has to send them again, and never held twice in memory.
public enum HTTPBody {
    /// None.
    case none
    /// Bytes in memory, valid until the call returns.
    case memory(UnsafeRawBufferPointer)
    /// `count` bytes of a file from `offset` on.
    case file(Descriptor, offset: Int, count: Int)

    /// Its length in bytes.
    public var count: Int {
        switch self {
        case .none: 0
        case .memory(let bytes): bytes.count
        case .file(_, _, let count): count
        }
    }
}
