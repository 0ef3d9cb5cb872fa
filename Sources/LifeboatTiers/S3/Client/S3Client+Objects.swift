internal import LifeboatAWS
public import LifeboatCore
public import LifeboatFiles
public import LifeboatHTTP

extension S3Client {
    /// Puts an object in one piece, up to 5 GiB (PutObject). The store holds it against `digest`, the SHA-256
    /// of the body.
    @discardableResult
    public func put(_ key: String, _ body: HTTPBody, digest: Digest, _ options: S3PutOptions = S3PutOptions())
        throws -> S3Written
    {
        var request = S3Request(.put, key)
        request.sign(digest)
        request.encrypt(encryption)
        options.apply(to: &request.headers)
        return Self.written(try send(request, body))
    }

    /// What the store tells of an object (HeadObject), of the version if one is named.
    public func head(_ key: String, version: String? = nil) throws -> S3ObjectFacts {
        var request = S3Request(.head, key)
        request.ask("versionId", version)
        request.headers["x-amz-checksum-mode"] = "ENABLED"
        request.decrypt(encryption)
        guard let facts = S3ObjectFacts(try send(request).headers) else {
            throw malformed(key, "has no length or no date")
        }
        return facts
    }

    /// All bytes of an object (GetObject), held against the SHA-256 that it was put with where the store
    /// tells it. Throws `corrupt` when they do not fit, or when there are more than `limit`.
    public func get(_ key: String, limit: Int, version: String? = nil) throws -> [UInt8] {
        var request = reading(key, version)
        request.headers["x-amz-checksum-mode"] = "ENABLED"
        let response = try send(request, into: .memory(limit: limit))
        // That of an object in parts ends in their number, and is no digest of the bytes.
        let told = response.headers["x-amz-checksum-sha256"].flatMap { Base64.decode($0) }
        guard let told, told.count == 32, Hasher256.digest(of: response.body).bytes != told else {
            return response.body
        }
        throw LifeboatError(
            .corrupt,
            "the bytes are not those that the store has a checksum of",
            path: path(key),
            hint:
                "They changed on the way: run the same command again; when it stays, check memory and proxy."
        )
    }

    /// Fills `buffer` with the bytes of an object from `offset` on (GetObject with a range). Throws `corrupt`
    /// when they are not all there.
    ///
    /// With `matching` the object must still have that tag: a store refuses with `PreconditionFailed`.
    public func read(
        _ key: String,
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer,
        version: String? = nil,
        matching etag: String? = nil
    ) throws {
        try read(key, offset, buffer.count, .buffer(buffer), version, etag)
    }

    /// Writes `count` bytes of an object from `offset` on into `file` at `position`.
    public func read(
        _ key: String,
        at offset: Int,
        count: Int,
        into file: Descriptor,
        at position: Int,
        version: String? = nil,
        matching etag: String? = nil
    ) throws {
        try read(key, offset, count, .file(file, offset: position, count: count), version, etag)
    }

    private func read(
        _ key: String,
        _ offset: Int,
        _ count: Int,
        _ sink: HTTPSink,
        _ version: String?,
        _ etag: String?
    ) throws {
        let (end, overflow) = offset.addingReportingOverflow(count)
        guard offset >= 0, count >= 0, !overflow else { throw outOfRange(key, offset, count) }
        guard count > 0 else {
            // A range of no bytes cannot be asked for.
            let facts = try head(key, version: version)
            if facts.size < offset { throw outOfRange(key, offset, count) }
            return
        }
        var request = reading(key, version)
        request.headers["Range"] = "bytes=\(offset)-\(end - 1)"
        request.headers["If-Match"] = etag
        let response = try send(request, into: sink)
        guard Self.isRange(response, offset, end) else {
            throw malformed(key, "is not bytes \(offset) to \(end - 1) that were asked for")
        }
    }

    /// A store that knows no ranges sends the whole object; that is what was asked for when it begins there.
    /// The status does not count: some say 200 to a range.
    private static func isRange(_ response: HTTPResponse, _ offset: Int, _ end: Int) -> Bool {
        guard let range = response.headers["Content-Range"] else {
            return response.status == 200 && offset == 0
        }
        return range.hasPrefix("bytes \(offset)-\(end - 1)/")
    }

    private func reading(_ key: String, _ version: String?) -> S3Request {
        var request = S3Request(.get, key)
        request.ask("versionId", version)
        request.decrypt(encryption)
        return request
    }

    private func outOfRange(_ key: String, _ offset: Int, _ count: Int) -> LifeboatError {
        LifeboatError(.corrupt, "has no \(count) bytes from byte \(offset) on", path: path(key))
    }

    static func written(_ response: HTTPResponse) -> S3Written {
        S3Written(etag: response.headers["ETag"], versionID: response.headers["x-amz-version-id"])
    }
}
