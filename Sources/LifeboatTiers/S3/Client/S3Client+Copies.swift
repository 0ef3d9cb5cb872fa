internal import LifeboatAWS
internal import LifeboatCore
internal import LifeboatHTTP

extension S3Client {
    /// Copies an object inside the store, up to 5 GiB, with new options (CopyObject). `source` may be in
    /// another bucket of the store.
    ///
    /// The bytes stay in the store: nothing here has seen them. The new object is encrypted as this client
    /// says, and the source must be readable with the same customer's key, where there is one.
    @discardableResult
    public func copy(
        _ source: String,
        version: String? = nil,
        from bucket: String? = nil,
        to key: String,
        _ options: S3PutOptions = S3PutOptions()
    ) throws -> S3Written {
        var request = S3Request(.put, key)
        var place = "/\(bucket ?? self.bucket)/" + PercentEncoding.escape(source, leaving: "/")
        if let version { place += "?versionId=\(PercentEncoding.escape(version))" }
        request.headers["x-amz-copy-source"] = place
        request.headers["x-amz-checksum-algorithm"] = "SHA256"
        request.mayFailLate = true
        request.encrypt(encryption)
        request.decryptSource(encryption)
        options.apply(to: &request.headers)
        let response = try send(request)
        let result = try XMLReader.read(response.body)
        guard let etag = result.text(of: "ETag") else { throw malformed(key, "to the copy has no tag") }
        return S3Written(etag: etag, versionID: response.headers["x-amz-version-id"])
    }
}
