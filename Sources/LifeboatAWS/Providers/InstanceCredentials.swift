internal import LifeboatCore

/// The role of an EC2 instance.
public struct InstanceCredentials: CredentialProvider {
    private let metadata: InstanceMetadata

    /// The instance that this machine is.
    public init(_ surroundings: CredentialSurroundings) { metadata = InstanceMetadata(surroundings) }

    /// See `CredentialProvider`.
    public var place: String { "the instance's role (IMDSv2)" }

    /// See `CredentialProvider`.
    public func find() throws -> AWSCredentials? {
        let folder = "iam/security-credentials/"
        let roles = try metadata.text(folder)?.split(whereSeparator: \.isWhitespace)
        guard let role = roles?.first, let document = try metadata.text(folder + role) else { return nil }
        let bytes = Array(document.utf8)
        if let code = (try? JSON.parse(bytes))?["Code"]?.stringValue, code != "Success" {
            throw LifeboatError(
                .failed,
                "the role has no credentials: \(Printable.text(code))",
                path: place,
                hint: "Check that the instance's profile has a role which EC2 may assume."
            )
        }
        return try CredentialDocument.read(bytes, place)
    }
}
