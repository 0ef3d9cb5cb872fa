public import LifeboatCore

/// What requests are signed with. Its description never holds the secret.
public struct AWSCredentials: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The id of the access key; it is no secret.
    public let accessKeyID: String
    /// The secret access key.
    public let secretAccessKey: String
    /// The token of temporary credentials.
    public let sessionToken: String?
    /// When temporary credentials end.
    public let expires: Timestamp?

    /// Makes credentials.
    public init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expires: Timestamp? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expires = expires
    }

    /// The id of the access key alone.
    public var description: String { "access key \(accessKeyID)" }

    /// Nothing but the id of the access key: a dump shows no secret.
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
