internal import LifeboatAWS
internal import LifeboatCore
internal import LifeboatHTTP

extension S3Client {
    /// The most keys that one request may delete.
    private static let batch = 1000

    /// Deletes an object, or exactly one version of it (DeleteObject). A store does not say whether there was
    /// one.
    ///
    /// With `matching`, stores that know conditional deletes refuse (`PreconditionFailed`) when the object's
    /// tag is another; old ones ignore it.
    @discardableResult
    public func delete(_ key: String, version: String? = nil, matching etag: String? = nil) throws
        -> S3Deletion
    {
        var request = S3Request(.delete, key)
        request.ask("versionId", version)
        request.headers["If-Match"] = etag
        let headers = try send(request).headers
        return S3Deletion(
            isDeleteMarker: headers["x-amz-delete-marker"] == "true",
            versionID: headers["x-amz-version-id"]
        )
    }

    /// Deletes many objects, or exactly these versions of them, a thousand a request (DeleteObjects). Gives
    /// the refusals; what is not among them is deleted.
    public func delete(_ keys: [(key: String, version: String?)]) throws -> [S3Error] {
        var refusals: [S3Error] = []
        for start in stride(from: 0, to: keys.count, by: Self.batch) {
            refusals += try deleteBatch(keys[start..<min(start + Self.batch, keys.count)])
        }
        return refusals
    }

    private func deleteBatch(_ keys: ArraySlice<(key: String, version: String?)>) throws -> [S3Error] {
        let objects = keys.map { key, version in
            XMLElement(
                "Object",
                [XMLElement("Key", key)] + (version.map { [XMLElement("VersionId", $0)] } ?? [])
            )
        }
        let body = XMLElement("Delete", [XMLElement("Quiet", "true")] + objects)
        var request = S3Request(.post, nil, .init("delete"))
        request.mayFailLate = true
        let answer = try XMLReader.read(try send(request, xml: body).body)
        guard answer.name == "DeleteResult" else { throw malformed(nil, "to a deletion is none") }
        return answer.all("Error").map { error in
            let refusal = AWSRefusal(
                status: 200,
                code: error.text(of: "Code") ?? "InternalError",
                message: error.text(of: "Message") ?? ""
            )
            return S3Error(refusal, path: path(error.text(of: "Key")))
        }
    }
}
