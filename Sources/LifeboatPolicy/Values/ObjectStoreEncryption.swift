/// Encryption that the object store does itself.
public struct ObjectStoreEncryption: Sendable, Hashable {
    /// With a key that goes with every request and that the store does not keep.
    public static let customer = "SSE-C"

    /// `AES256` or `aws:kms`, as the header `x-amz-server-side-encryption` has it, or `SSE-C`.
    public let sse: String
    /// The name of the key for `aws:kms`; nil for the account's default key.
    public let key: String?
    /// Where the key for `SSE-C` stands: 32 bytes in base64.
    public let customerKey: SecretReference?

    /// Makes the settings.
    public init(sse: String, key: String? = nil, customerKey: SecretReference? = nil) {
        self.sse = sse
        self.key = key
        self.customerKey = customerKey
    }
}
