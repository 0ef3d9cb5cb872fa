internal import LifeboatCore

/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`.
public struct EnvironmentCredentials: CredentialProvider {
    private let surroundings: CredentialSurroundings

    /// The variables of the environment there.
    public init(_ surroundings: CredentialSurroundings) { self.surroundings = surroundings }

    /// See `CredentialProvider`.
    public var place: String { "the environment (AWS_ACCESS_KEY_ID)" }

    /// See `CredentialProvider`. Half a key is an error.
    public func find() throws -> AWSCredentials? {
        let id = surroundings.variable("AWS_ACCESS_KEY_ID")
        let secret = surroundings.variable("AWS_SECRET_ACCESS_KEY")
        guard let id, let secret else {
            if id == nil, secret == nil { return nil }
            let missing = id == nil ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY"
            throw LifeboatError(
                .failed,
                "the environment has half an access key: \(missing) is not set",
                hint: "Set both variables, or neither."
            )
        }
        return AWSCredentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: surroundings.variable("AWS_SESSION_TOKEN")
        )
    }
}
