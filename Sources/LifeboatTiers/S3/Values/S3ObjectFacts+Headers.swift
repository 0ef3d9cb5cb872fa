internal import LifeboatCore
internal import LifeboatHTTP

extension S3ObjectFacts {
    /// Reads the headers of an answer to HEAD; nil without a length or a date.
    init?(_ headers: HTTPHeaders) {
        guard let length = headers["Content-Length"].flatMap({ Int($0) }), length >= 0,
            let modified = headers["Last-Modified"].flatMap(HTTPDate.parse)
        else { return nil }
        self.init(size: length, modified: modified)
        etag = headers["ETag"]
        versionID = headers["x-amz-version-id"]
        storageClass = headers["x-amz-storage-class"]
        let checksum = headers["x-amz-checksum-sha256"]
        self.checksum = checksum.flatMap { Base64.decode($0) }.flatMap { Digest(bytes: $0) }
        partsChecksum = checksum.flatMap { $0.contains("-") ? $0 : nil }
        restoration = headers["x-amz-restore"].flatMap { S3Restoration(header: $0) }
        retention = S3Retention(
            mode: headers["x-amz-object-lock-mode"],
            until: headers["x-amz-object-lock-retain-until-date"]
        )
        hasLegalHold = headers["x-amz-object-lock-legal-hold"] == "ON"
        encryption = headers["x-amz-server-side-encryption"]
    }
}
