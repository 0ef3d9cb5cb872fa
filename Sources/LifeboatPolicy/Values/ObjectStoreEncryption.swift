/// Encryption that the object store does itself.
public struct ObjectStoreEncryption: Sendable, Hashable {
    /// `AES256` or `aws:kms`, as the header `x-amz-server-side-encryption` has it.
    public let sse: String
    /// The name of the key for `aws:kms`; nil for the account's default key.
    public let key: String?

    /// Makes the settings.
    public init(sse: String, key: String? = nil) {
        self.sse = sse
        self.key = key
    }
}
