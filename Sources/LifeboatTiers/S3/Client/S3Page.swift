internal import LifeboatAWS

/// One page of a listing.
struct S3Page {
    let root: XMLElement
    /// How keys are written on it.
    let keys: S3KeyText

    init(_ root: XMLElement) {
        self.root = root
        keys = S3KeyText(isEscaped: root.text(of: "EncodingType") == "url")
    }

    /// Where the next page begins, or nil on the last one.
    func next(_ marks: [S3Mark]) -> [String?]? {
        guard root.text(of: "IsTruncated") == "true" else { return nil }
        return marks.map { mark in
            let text = root.text(of: mark.element).flatMap { $0.isEmpty ? nil : $0 }
            return mark.isKey ? text.map(keys.decode) : text
        }
    }
}
