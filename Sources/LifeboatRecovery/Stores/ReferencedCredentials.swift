internal import LifeboatAWS
internal import LifeboatPolicy

/// An access key whose parts a policy refers to. They are read each time, so that a program can give new
/// ones.
struct ReferencedCredentials: CredentialProvider {
    let reader: SecretReader
    let accessKeyID: SecretReference
    let secretAccessKey: SecretReference
    let sessionToken: SecretReference?

    var place: String { accessKeyID.text }

    func find() throws -> AWSCredentials? {
        AWSCredentials(
            accessKeyID: try reader.read(accessKeyID),
            secretAccessKey: try reader.read(secretAccessKey),
            sessionToken: try sessionToken.map(reader.read)
        )
    }
}
