/// Several places, the first that has credentials counts.
public struct CredentialChain: CredentialProvider {
    private let providers: [any CredentialProvider]

    /// The places in their order.
    public init(_ providers: [any CredentialProvider]) { self.providers = providers }

    /// All places.
    public var place: String { providers.map(\.place).joined(separator: ", ") }

    /// See `CredentialProvider`.
    public func find() throws -> AWSCredentials? {
        for provider in providers {
            if let found = try provider.find() { return found }
        }
        return nil
    }

    /// The usual order of AWS's own tools: environment, shared files, web identity, container, instance. With
    /// `profile` that profile of the shared files alone.
    public static func standard(_ surroundings: CredentialSurroundings, profile: String? = nil)
        -> CredentialChain
    {
        if let profile {
            return CredentialChain([ProfileCredentials(surroundings, profile: profile)])
        }
        return CredentialChain([
            EnvironmentCredentials(surroundings), ProfileCredentials(surroundings),
            WebIdentityCredentials(surroundings), ContainerCredentials(surroundings),
            InstanceCredentials(surroundings),
        ])
    }
}
