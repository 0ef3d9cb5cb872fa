internal import LifeboatAWS
internal import LifeboatCore
internal import LifeboatHTTP

extension S3Client {
    /// Every object whose key starts with `prefix`, in the order of the store (ListObjectsV2, as many pages
    /// as there are).
    public func list(_ prefix: String = "") throws -> [S3ListedObject] {
        var objects: [S3ListedObject] = []
        let marks = [S3Mark(element: "NextContinuationToken", parameter: "continuation-token")]
        try pages(.init("list-type", "2"), prefix, "ListBucketResult", marks) { page in
            for item in page.root.all("Contents") {
                guard let object = S3ListedObject(item, page.keys) else {
                    throw malformed(nil, "lists an object without key, size or date")
                }
                objects.append(object)
            }
        }
        return objects
    }

    /// Every version and delete marker whose key starts with `prefix`, newest first for each key
    /// (ListObjectVersions, as many pages as there are).
    public func listVersions(_ prefix: String = "") throws -> [S3ListedVersion] {
        var versions: [S3ListedVersion] = []
        let marks = [
            S3Mark(element: "NextKeyMarker", parameter: "key-marker", isKey: true),
            S3Mark(element: "NextVersionIdMarker", parameter: "version-id-marker"),
        ]
        try pages(.init("versions"), prefix, "ListVersionsResult", marks) { page in
            for item in page.root.children where item.name == "Version" || item.name == "DeleteMarker" {
                guard let version = S3ListedVersion(item, page.keys) else {
                    throw malformed(nil, "lists a version without key, id or date")
                }
                versions.append(version)
            }
        }
        return versions
    }

    /// Every upload in parts that was begun below `prefix` and is open (ListMultipartUploads).
    public func listUploads(_ prefix: String = "") throws -> [S3Upload] {
        var uploads: [S3Upload] = []
        let marks = [
            S3Mark(element: "NextKeyMarker", parameter: "key-marker", isKey: true),
            S3Mark(element: "NextUploadIdMarker", parameter: "upload-id-marker"),
        ]
        try pages(.init("uploads"), prefix, "ListMultipartUploadsResult", marks) { page in
            for item in page.root.all("Upload") {
                guard let upload = S3Upload(item, page.keys) else {
                    throw malformed(nil, "lists an upload without key, id or date")
                }
                uploads.append(upload)
            }
        }
        return uploads
    }

    /// Asks for page after page. A store that begins one where it began the last would never end.
    private func pages(
        _ what: HTTPAddress.Parameter,
        _ prefix: String,
        _ name: String,
        _ marks: [S3Mark],
        _ take: (S3Page) throws -> Void
    ) throws {
        var place: [String?] = marks.map { _ in nil }
        while true {
            var request = S3Request(.get, nil, what, .init("encoding-type", "url"))
            request.ask("prefix", prefix.isEmpty ? nil : prefix)
            for (mark, value) in zip(marks, place) { request.ask(mark.parameter, value) }
            let root = try document(request)
            guard root.name == name else { throw malformed(nil, "is a \(root.name) and no \(name)") }
            let page = S3Page(root)
            try take(page)
            guard let next = page.next(marks) else { return }
            guard next != place, next[0] != nil else { throw malformed(nil, "has a listing without end") }
            place = next
        }
    }
}
