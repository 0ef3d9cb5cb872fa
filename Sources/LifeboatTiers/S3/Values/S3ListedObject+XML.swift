internal import LifeboatAWS
internal import LifeboatCore

extension S3ListedObject {
    init?(_ item: XMLElement, _ keys: S3KeyText) {
        guard let key = item.text(of: "Key"), let size = item.text(of: "Size").flatMap({ Int($0) }),
            size >= 0,
            let modified = item.text(of: "LastModified").flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            key: keys.decode(key),
            size: size,
            modified: modified,
            etag: item.text(of: "ETag"),
            storageClass: item.text(of: "StorageClass")
        )
    }
}
