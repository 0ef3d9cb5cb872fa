/// Credentials that were given and never change.
public struct FixedCredentials: SigningCredentials {
    private let given: AWSCredentials

    /// A source of these alone.
    public init(_ credentials: AWSCredentials) { given = credentials }

    /// See `SigningCredentials`.
    public func credentials() -> AWSCredentials { given }

    /// See `SigningCredentials`: there are no others.
    public func credentials(insteadOf refused: AWSCredentials) -> AWSCredentials { given }
}
