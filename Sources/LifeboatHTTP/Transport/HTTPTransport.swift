/// Sends one request and receives its answer; the seam between what speaks HTTP and those who have something
/// to say.
///
/// An answer with any status is an answer and no error. `TransportFailure` is thrown when there is none, or
/// not all of it. Nothing is tried again here. Any number of threads may call it at once.
public protocol HTTPTransport: Sendable {
    /// Sends `request` with `body`; the body of a successful answer goes into `sink`.
    func send(_ request: HTTPRequest, _ body: HTTPBody, into sink: HTTPSink) throws(TransportFailure)
        -> HTTPResponse
}
