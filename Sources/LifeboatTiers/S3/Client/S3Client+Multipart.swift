internal import LifeboatAWS
public import LifeboatCore
public import LifeboatHTTP

extension S3Client {
    /// Begins an upload in parts and gives its id (CreateMultipartUpload). Whoever begins one completes or
    /// aborts it: open ones cost money unseen.
    public func createUpload(_ key: String, _ options: S3PutOptions = S3PutOptions()) throws -> String {
        var request = S3Request(.post, key, .init("uploads"))
        request.headers["x-amz-checksum-algorithm"] = "SHA256"
        request.headers["Content-Type"] = "application/octet-stream"
        request.encrypt(encryption)
        var options = options
        // The condition goes with the completion.
        options.ifAbsent = false
        options.apply(to: &request.headers)
        guard let id = try document(request).text(of: "UploadId"), !id.isEmpty else {
            throw malformed(key, "to a new upload has no id")
        }
        return id
    }

    /// Uploads one part, 5 MiB to 5 GiB but for the last (UploadPart). The store holds it against `digest`.
    public func uploadPart(_ key: String, upload: String, number: Int, _ body: HTTPBody, digest: Digest)
        throws -> S3Part
    {
        var request = S3Request(.put, key, .init("partNumber", "\(number)"), .init("uploadId", upload))
        request.sign(digest)
        request.decrypt(encryption)
        guard let etag = try send(request, body).headers["ETag"] else {
            throw malformed(key, "to a part has no tag")
        }
        return S3Part(number: number, etag: etag, digest: digest)
    }

    /// Makes the parts, in order, one object (CompleteMultipartUpload).
    ///
    /// With `ifAbsent` the store refuses (`PreconditionFailed`) when the key exists; old ones ignore it. An
    /// upload that is gone was completed before, by a try whose answer was lost, when the object that stands
    /// there is made of these parts.
    @discardableResult
    public func completeUpload(_ key: String, upload: String, _ parts: [S3Part], ifAbsent: Bool = false)
        throws -> S3Written
    {
        do { return try complete(key, upload, parts, ifAbsent) } catch let error as S3Error
            where error.code == "NoSuchUpload"
        {
            guard let facts = try? head(key), S3Part.make(parts, facts) else { throw error }
            return S3Written(etag: facts.etag, versionID: facts.versionID)
        }
    }

    private func complete(_ key: String, _ upload: String, _ parts: [S3Part], _ ifAbsent: Bool) throws
        -> S3Written
    {
        let body = XMLElement(
            "CompleteMultipartUpload",
            parts.map { part in
                XMLElement(
                    "Part",
                    [
                        XMLElement("PartNumber", "\(part.number)"), XMLElement("ETag", part.etag),
                        XMLElement("ChecksumSHA256", Base64.encode(part.digest.bytes)),
                    ]
                )
            }
        )
        let bytes = try XMLWriter.document(body, namespace: Self.namespace)
        var request = S3Request(.post, key, .init("uploadId", upload))
        request.payload = .digest(Hasher256.digest(of: bytes))
        // A checksum header would speak of the object here, not of this body.
        request.headers["Content-Type"] = "application/xml"
        if ifAbsent { request.headers["If-None-Match"] = "*" }
        request.decrypt(encryption)
        request.mayFailLate = true
        let response = try bytes.withUnsafeBytes { try send(request, .memory($0)) }
        let result = try XMLReader.read(response.body)
        guard result.name == "CompleteMultipartUploadResult" else {
            throw malformed(key, "to the completion of an upload is none")
        }
        return S3Written(etag: result.text(of: "ETag"), versionID: response.headers["x-amz-version-id"])
    }

    /// Gives an upload up and frees its parts (AbortMultipartUpload).
    public func abortUpload(_ key: String, upload: String) throws {
        _ = try send(S3Request(.delete, key, .init("uploadId", upload)))
    }
}
