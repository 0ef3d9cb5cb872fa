internal import LifeboatAWS
internal import LifeboatCore

extension S3ListedVersion {
    init?(_ item: XMLElement, _ keys: S3KeyText) {
        let isMarker = item.name == "DeleteMarker"
        let size = isMarker ? 0 : item.text(of: "Size").flatMap { Int($0) } ?? -1
        guard let key = item.text(of: "Key"), let id = item.text(of: "VersionId"), size >= 0,
            let modified = item.text(of: "LastModified").flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            key: keys.decode(key),
            versionID: id,
            isLatest: item.text(of: "IsLatest") == "true",
            isDeleteMarker: isMarker,
            size: size,
            modified: modified,
            etag: item.text(of: "ETag"),
            storageClass: item.text(of: "StorageClass")
        )
    }
}
