internal import LifeboatAWS
internal import LifeboatCore

extension S3Part {
    /// Whether an object is made of these parts, in order, as far as its checksum or its tag proves it: both
    /// are the digest of the parts' own with their number behind it. Stores differ in which one they tell.
    static func make(_ parts: [S3Part], _ object: S3ObjectFacts) -> Bool {
        let digest = Hasher256.digest(of: parts.flatMap(\.digest.bytes))
        if object.partsChecksum == "\(Base64.encode(digest.bytes))-\(parts.count)" { return true }
        var tags: [UInt8] = []
        for part in parts {
            guard let tag = Hex.decode(bare(part.etag)) else { return false }
            tags += tag
        }
        return object.etag.map(bare) == "\(ContentMD5.hex(tags))-\(parts.count)"
    }

    private static func bare(_ etag: String) -> String { etag.filter { $0 != "\"" } }
}
