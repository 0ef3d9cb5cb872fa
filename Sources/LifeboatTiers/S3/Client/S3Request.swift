internal import LifeboatAWS
internal import LifeboatCore
internal import LifeboatHTTP

/// One request to a bucket, before it is signed.
struct S3Request {
    let method: HTTPMethod
    /// The object, or nil for the bucket.
    let key: String?
    var query: [HTTPAddress.Parameter]
    var headers: HTTPHeaders = [:]
    /// What the signature says of the body.
    var payload = PayloadHash.empty
    /// Whether a success may carry the news of a failure in its body.
    var mayFailLate = false

    init(_ method: HTTPMethod, _ key: String?, _ query: HTTPAddress.Parameter...) {
        self.method = method
        self.key = key
        self.query = query
    }

    /// Adds a parameter that has a value.
    mutating func ask(_ name: String, _ value: String?) {
        if let value { query.append(.init(name, value)) }
    }

    /// The body as XML: every checksum that a store may ask for.
    mutating func sign(_ bytes: [UInt8]) {
        let digest = Hasher256.digest(of: bytes)
        payload = .digest(digest)
        headers["Content-Type"] = "application/xml"
        headers["Content-MD5"] = ContentMD5.base64(bytes)
        headers["x-amz-checksum-sha256"] = Base64.encode(digest.bytes)
    }

    /// The body as bytes with this digest.
    mutating func sign(_ digest: Digest) {
        payload = .digest(digest)
        headers["Content-Type"] = "application/octet-stream"
        headers["x-amz-checksum-sha256"] = Base64.encode(digest.bytes)
    }
}
