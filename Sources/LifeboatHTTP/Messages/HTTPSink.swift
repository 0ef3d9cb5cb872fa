public import LifeboatFiles

/// Where the body of a successful answer goes (status 200 to 299). The bodies of other answers are kept in
/// `HTTPResponse.body`, up to 64 KiB, for their error message.
public enum HTTPSink {
    /// Into `HTTPResponse.body`; more than `limit` bytes are a failure.
    case memory(limit: Int)
    /// Into the buffer, which has to be filled to its end: fewer or more bytes are a failure.
    case buffer(UnsafeMutableRawBufferPointer)
    /// Into a file from `offset` on; other than `count` bytes are a failure.
    case file(Descriptor, offset: Int, count: Int)
}
