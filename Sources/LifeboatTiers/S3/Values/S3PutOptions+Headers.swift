internal import LifeboatCore
internal import LifeboatHTTP

extension S3PutOptions {
    /// Adds the header fields that say so.
    func apply(to headers: inout HTTPHeaders) {
        if ifAbsent { headers["If-None-Match"] = "*" }
        headers["x-amz-storage-class"] = storageClass
        if let retention {
            headers["x-amz-object-lock-mode"] = retention.mode.rawValue
            headers["x-amz-object-lock-retain-until-date"] = retention.until.description
        }
        if hasLegalHold { headers["x-amz-object-lock-legal-hold"] = "ON" }
        if !tags.isEmpty {
            headers["x-amz-tagging"] = tags.map {
                PercentEncoding.escape($0.name) + "=" + PercentEncoding.escape($0.value)
            }
            .joined(separator: "&")
        }
    }
}
