internal import LifeboatCore

/// A token of another identity provider, as in a Kubernetes pod: `AWS_WEB_IDENTITY_TOKEN_FILE` and
/// `AWS_ROLE_ARN`.
public struct WebIdentityCredentials: CredentialProvider {
    private let surroundings: CredentialSurroundings

    /// What the environment names.
    public init(_ surroundings: CredentialSurroundings) { self.surroundings = surroundings }

    /// See `CredentialProvider`.
    public var place: String { "web identity (AWS_WEB_IDENTITY_TOKEN_FILE)" }

    /// See `CredentialProvider`.
    public func find() throws -> AWSCredentials? {
        guard let file = surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE") else { return nil }
        guard let role = surroundings.variable("AWS_ROLE_ARN") else {
            throw LifeboatError(
                .failed,
                "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not",
                hint: "Set both variables, or neither."
            )
        }
        return try STSClient(surroundings, region: nil).assume(
            role,
            webIdentity: try surroundings.token(at: file),
            session: nil
        )
    }
}
