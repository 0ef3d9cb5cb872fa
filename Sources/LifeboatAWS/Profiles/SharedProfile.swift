/// The settings of one profile out of both shared files.
struct SharedProfile: Sendable {
    /// Its name.
    let name: String
    /// Those of the configuration file.
    let settings: [String: String]
    /// Those of the credentials file.
    let keys: [String: String]

    /// A setting that is not empty; the credentials file counts first.
    subscript(name: String) -> String? {
        [keys, settings].lazy.compactMap { $0[name] }.first { !$0.isEmpty }
    }

    /// An access key, from one file alone.
    static func accessKey(_ values: [String: String]) -> AWSCredentials? {
        guard let id = values["aws_access_key_id"], let secret = values["aws_secret_access_key"], !id.isEmpty,
            !secret.isEmpty
        else { return nil }
        return AWSCredentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: values["aws_session_token"].flatMap { $0.isEmpty ? nil : $0 }
        )
    }
}
