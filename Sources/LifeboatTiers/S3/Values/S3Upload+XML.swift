internal import LifeboatAWS
internal import LifeboatCore

extension S3Upload {
    init?(_ item: XMLElement, _ keys: S3KeyText) {
        guard let key = item.text(of: "Key"), let id = item.text(of: "UploadId"),
            let begun = item.text(of: "Initiated").flatMap({ Timestamp($0) })
        else { return nil }
        self.init(key: keys.decode(key), id: id, begun: begun)
    }
}
