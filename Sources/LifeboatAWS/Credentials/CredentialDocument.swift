internal import LifeboatCore

/// Credentials as JSON documents hold them; messages tell names and never values.
enum CredentialDocument {
    private static let hint =
        "Ask it by hand: it has to give JSON with AccessKeyId, SecretAccessKey and, where they end,"
        + " Expiration in ISO 8601. Or name another place with `credentials:` in the policy."

    /// Reads the document of a credential process (`SessionToken`), or of a container or an instance
    /// (`Token`). Throws `failed`, naming `place`, where a member is missing.
    static func read(_ bytes: [UInt8], _ place: String) throws -> AWSCredentials {
        func fail(_ message: String) -> LifeboatError {
            LifeboatError(.failed, message, path: place, hint: hint)
        }
        guard let json = try? JSON.parse(bytes) else { throw fail("the answer is not JSON") }
        func text(_ name: String) throws -> String {
            guard let value = json[name]?.stringValue, !value.isEmpty else {
                throw fail("the answer has no \(name)")
            }
            return value
        }
        var expires: Timestamp?
        if let moment = json["Expiration"]?.stringValue {
            guard let time = Timestamp(iso8601: moment) else {
                throw fail("the Expiration of the answer is no time")
            }
            expires = time
        }
        return AWSCredentials(
            accessKeyID: try text("AccessKeyId"),
            secretAccessKey: try text("SecretAccessKey"),
            sessionToken: json["Token"]?.stringValue ?? json["SessionToken"]?.stringValue,
            expires: expires
        )
    }
}
