internal import LifeboatHTTP

extension S3Request {
    /// What is written is encrypted so.
    mutating func encrypt(_ encryption: S3Encryption) {
        let name = "x-amz-server-side-encryption"
        switch encryption {
        case .bucketDefault: break
        case .storeKeys: headers[name] = "AES256"
        case .keyService(let key):
            headers[name] = "aws:kms"
            headers["\(name)-aws-kms-key-id"] = key
        case .customerKey(let key): give(key, "\(name)-customer")
        }
    }

    /// What is read was encrypted so: only a customer's key has to be given again.
    mutating func decrypt(_ encryption: S3Encryption) {
        if case .customerKey(let key) = encryption { give(key, "x-amz-server-side-encryption-customer") }
    }

    /// What is copied was encrypted so.
    mutating func decryptSource(_ encryption: S3Encryption) {
        guard case .customerKey(let key) = encryption else { return }
        give(key, "x-amz-copy-source-server-side-encryption-customer")
    }

    private mutating func give(_ key: S3CustomerKey, _ name: String) {
        headers["\(name)-algorithm"] = "AES256"
        headers["\(name)-key"] = key.base64
        headers["\(name)-key-MD5"] = key.checksum
    }
}
