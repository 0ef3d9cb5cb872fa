internal import LifeboatCore

/// Credentials as JSON documents hold them; messages tell names and never values.
enum CredentialDocument {
    /// Reads the document of a credential process (`SessionToken`), or of a container or an instance
    /// (`Token`). Throws `failed`, naming `place`, where a member is missing.
    static func read(_ bytes: [UInt8], _ place: String) throws -> AWSCredentials {
        guard let json = try? JSON.parse(bytes) else {
            throw LifeboatError(.failed, "the answer is not JSON", path: place)
        }
        func text(_ name: String) throws -> String {
            guard let value = json[name]?.stringValue, !value.isEmpty else {
                throw LifeboatError(.failed, "the answer has no \(name)", path: place)
            }
            return value
        }
        var expires: Timestamp?
        if let moment = json["Expiration"]?.stringValue {
            guard let time = Timestamp(iso8601: moment) else {
                throw LifeboatError(.failed, "the Expiration of the answer is no time", path: place)
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
