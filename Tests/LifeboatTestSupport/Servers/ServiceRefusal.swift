/// A service said no, as the reference client heard it.
public struct ServiceRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// The operation, as in `put_object`.
    public let operation: String
    /// The service's own code, as in `AccessDenied`; the kind of the error where no service answered.
    public let code: String
    /// The HTTP status; 0 where there was no answer.
    public let status: Int
    /// The reason in words.
    public let message: String

    /// One line.
    public var description: String { "\(operation): \(status) \(code): \(message)" }
}
