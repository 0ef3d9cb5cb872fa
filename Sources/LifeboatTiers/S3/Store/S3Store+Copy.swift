public import LifeboatCore
internal import LifeboatHTTP
internal import Synchronization

extension S3Store {
    /// See `Store`. Both have to be at one endpoint, and these credentials may have to be allowed to read the
    /// other bucket.
    ///
    /// The store is asked for the SHA-256 of what it made of the copy. One that tells none, or another, has
    /// not proven anything: then the copy is emptied, so that nobody takes it for whole by its length, the
    /// answer is false, and the bytes have to come by way of the caller.
    public func copy(_ key: String, from other: any Store, digest: Digest, length: Int) throws -> Bool {
        guard copies.load(ordering: .relaxed), let other = other as? S3Store, isBeside(other) else {
            return false
        }
        let (name, source) = (try objectKey(key), try other.objectKey(key))
        return try turns.take(key) {
            do { try client.copy(source, from: other.client.bucket, to: name, putOptions(key)) } catch let
                error
                as S3Error where error.isUnknown || error.isForbidden || error.status == 400
            {
                copies.store(false, ordering: .relaxed)
                return false
            } catch let error as S3Error where error.isMissing { return false }
            return try told(key) {
                let facts = try head(name)
                if facts?.checksum == digest, facts?.size == length { return true }
                copies.store(false, ordering: .relaxed)
                let nothing = Hasher256.digest(of: [])
                try client.put(name, .none, digest: nothing, putOptions(key))
                return false
            }
        }
    }

    private func isBeside(_ other: S3Store) -> Bool {
        let (a, b) = (client.endpoint, other.client.endpoint)
        return (a.isSecure, a.host, a.port, a.region) == (b.isSecure, b.host, b.port, b.region)
            && !client.hasCustomerKey && !other.client.hasCustomerKey
            && (client.bucket, prefix) != (other.client.bucket, other.prefix)
    }
}
