/// How the store encrypts what it is given.
public enum S3Encryption: Sendable, Hashable {
    /// As the bucket says.
    case bucketDefault
    /// With keys of the store's own (SSE-S3, AES256).
    case storeKeys
    /// With a key of a key service (SSE-KMS); nil for the account's default key.
    case keyService(String?)
    /// With a key that goes with every request (SSE-C). Never over plain HTTP.
    case customerKey(S3CustomerKey)
}
