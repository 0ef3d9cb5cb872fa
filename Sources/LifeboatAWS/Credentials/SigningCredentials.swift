/// What requests are signed with at any moment, kept and renewed; a `CredentialProvider` finds it.
public protocol SigningCredentials: Sendable {
    /// Credentials that hold now. Throws a `LifeboatError` that says where they were looked for.
    func credentials() throws -> AWSCredentials

    /// Credentials in place of those that a server refused because they ended; others than `refused`, or the
    /// same where there are no others.
    func credentials(insteadOf refused: AWSCredentials) throws -> AWSCredentials
}
