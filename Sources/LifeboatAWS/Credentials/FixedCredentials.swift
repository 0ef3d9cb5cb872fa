/// Credentials that were given and never change.
public struct FixedCredentials: CredentialSource {
    private let given: AWSCredentials

    /// A source of these alone.
    public init(_ credentials: AWSCredentials) { given = credentials }

    /// See `CredentialSource`.
    public func credentials() -> AWSCredentials { given }

    /// See `CredentialSource`: there are no others.
    public func credentials(insteadOf refused: AWSCredentials) -> AWSCredentials { given }
}
