/// One place where credentials may be.
public protocol CredentialProvider: Sendable {
    /// The place, for messages, as in `the environment`.
    var place: String { get }

    /// The credentials there, or nil where there are none. Throws a `LifeboatError` when there is something,
    /// and it cannot be used: nobody wants the next place to be taken in its stead.
    func find() throws -> AWSCredentials?
}
