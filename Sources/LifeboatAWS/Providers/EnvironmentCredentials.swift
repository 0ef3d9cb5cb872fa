internal import LifeboatCore

/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`.
public struct EnvironmentCredentials: CredentialProvider {
    private let environment: [String: String]

    /// The variables of `environment`.
    public init(_ environment: [String: String]) { self.environment = environment }

    /// See `CredentialProvider`.
    public var place: String { "the environment (AWS_ACCESS_KEY_ID)" }

    /// See `CredentialProvider`. Half a key is an error.
    public func find() throws -> AWSCredentials? {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let id = value("AWS_ACCESS_KEY_ID")
        let secret = value("AWS_SECRET_ACCESS_KEY")
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
            sessionToken: value("AWS_SESSION_TOKEN")
        )
    }
}
