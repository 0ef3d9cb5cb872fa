public import LifeboatCore
internal import LifeboatHTTP
internal import Synchronization

extension S3Store {
    /// See `Store`.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, _ mode: PutMode) throws -> Bool {
        try StoreKey.check(key)
        return try put(key, bytes, digest: Hasher256.digest(of: bytes), mode)
    }

    /// See `Store`. The store holds the bytes against `digest`.
    ///
    /// With `.ifAbsent` a look comes first, because a store answers a condition only after the whole upload;
    /// then the condition goes with the bytes, and where the store knows it, of all writers exactly one is
    /// told true, also when its answer was lost and the next try found its own object. Where it does not, two
    /// processes may both be told true: both wrote the same key within moments, and in a vault the same key
    /// is the same bytes.
    @discardableResult
    public func put(_ key: String, _ bytes: UnsafeRawBufferPointer, digest: Digest, _ mode: PutMode) throws
        -> Bool
    {
        let name = try objectKey(key)
        let body = HTTPBody.memory(bytes)
        return try turns.take(key) {
            try told(key) {
                if mode == .ifAbsent { return try putIfAbsent(name, body, digest, putOptions(key)) }
                try client.put(name, body, digest: digest, putOptions(key))
                return true
            }
        }
    }

    private func putIfAbsent(_ name: String, _ body: HTTPBody, _ digest: Digest, _ options: S3PutOptions)
        throws -> Bool
    {
        if try head(name) != nil { return false }
        var options = options
        options.ifAbsent = hasConditionalPuts.load(ordering: .relaxed)
        do { try client.put(name, body, digest: digest, options) } catch let error as S3Error
            where error.isPrecondition
        {
            return try error.attempts > 1 && holds(name, digest, length: body.count)
        } catch let error as S3Error where error.isUnknown && options.ifAbsent {
            hasConditionalPuts.store(false, ordering: .relaxed)
            options.ifAbsent = false
            try client.put(name, body, digest: digest, options)
        }
        return true
    }

    /// Whether the object is the one that a try before would have put: what stands there is read where the
    /// store does not tell its digest.
    private func holds(_ name: String, _ digest: Digest, length: Int) throws -> Bool {
        guard let facts = try head(name), facts.size == length else { return false }
        if let checksum = facts.checksum { return checksum == digest }
        return Hasher256.digest(of: try client.get(name, limit: length)) == digest
    }
}
