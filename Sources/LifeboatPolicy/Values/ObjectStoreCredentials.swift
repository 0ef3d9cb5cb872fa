/// Where the credentials of an object store come from.
public enum ObjectStoreCredentials: Sendable, Hashable {
    /// The usual order: environment, shared files, the instance.
    case standard
    /// A profile of the shared credentials file.
    case profile(String)
    /// References to the two halves of an access key and, for a temporary one, its session token.
    case keys(accessKeyId: SecretReference, secretAccessKey: SecretReference, sessionToken: SecretReference?)
}
