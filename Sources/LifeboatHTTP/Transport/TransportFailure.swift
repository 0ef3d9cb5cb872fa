/// Why there is no answer, or not all of it.
public struct TransportFailure: Error, Sendable, Hashable {
    /// What went wrong.
    public enum Kind: String, Sendable, CaseIterable {
        /// The host name has no address.
        case nameNotFound
        /// No connection could be made.
        case notConnected
        /// The server's certificate, or the TLS handshake, is not good.
        case notTrusted
        /// The connection was not made, no byte moved, or the answer was not whole, within its time.
        case timedOut
        /// The connection ended in the middle, the body was shorter than announced, or what came is no
        /// answer.
        case broken
        /// The body is longer than the sink can take, or shorter than it needs.
        case wrongLength
        /// The source of the body or the sink could not be read or written.
        case local
        /// The user asked to stop.
        case cancelled
        /// What was asked for cannot be asked: a bad address, a header with a line break.
        case refused
    }

    /// What went wrong.
    public let kind: Kind
    /// The reason, in a sentence without a full stop; holds no secret.
    public let message: String

    /// Makes a failure.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
