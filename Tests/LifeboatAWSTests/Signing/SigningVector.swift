import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import Testing

/// One published example: a request and the signature that everybody must arrive at.
struct SigningVector: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let request: HTTPRequest
    let signature: String
    var isNormalised = true
    var token: String?
    var body = ""

    init(
        _ name: String,
        _ method: HTTPMethod = .get,
        _ path: String = "/",
        query: [HTTPAddress.Parameter] = [],
        headers: HTTPHeaders = [:],
        normalised: Bool = true,
        token: String? = nil,
        _ signature: String
    ) {
        let address = HTTPAddress(isSecure: true, host: "example.amazonaws.com", path: path, query: query)
        testDescription = name
        request = HTTPRequest(method, address, headers)
        isNormalised = normalised
        self.token = token
        self.signature = signature
    }

    /// The example of the S3 manual, whose host is a bucket's.
    init(
        s3 name: String,
        _ method: HTTPMethod,
        _ path: String,
        query: [HTTPAddress.Parameter] = [],
        headers: HTTPHeaders = [:],
        body: String = "",
        _ signature: String
    ) {
        let host = "examplebucket.s3.amazonaws.com"
        let address = HTTPAddress(isSecure: true, host: host, path: path, query: query)
        testDescription = name
        request = HTTPRequest(method, address, headers)
        self.body = body
        self.signature = signature
    }
}

extension SigningVector {
    private static let unreserved =
        "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    private static let vanilla = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"

    /// The AWS Signature Version 4 test suite: 2015-08-30T12:36:00Z, us-east-1, service `service`, the body
    /// signed but not announced, and paths escaped once.
    static let suite: [SigningVector] = paths + headers + queries + posts

    private static let paths = [
        SigningVector("vanilla", .get, "/", vanilla),
        SigningVector("relative, normalised", .get, "/example/..", vanilla),
        SigningVector("relative twice, normalised", .get, "/example1/example2/../..", vanilla),
        SigningVector("slash dot slash, normalised", .get, "/./", vanilla),
        SigningVector("two slashes, normalised", .get, "//", vanilla),
        SigningVector(
            "pointless dot, normalised",
            .get,
            "/./example",
            "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5"
        ),
        SigningVector(
            "slashes, normalised",
            .get,
            "//example//",
            "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"
        ),
        SigningVector(
            "relative",
            .get,
            "/example/..",
            normalised: false,
            "eca7ead57bb5aa5c8e28007acd4ff04e1ff9a0ff3b237ec1554a184887ff9282"
        ),
        SigningVector(
            "slash dot slash",
            .get,
            "/./",
            normalised: false,
            "68714168e6557f8f2de0ef956fc24dc2593a4bd2961f8df51898d8a134695145"
        ),
        SigningVector(
            "two slashes",
            .get,
            "//",
            normalised: false,
            "c88bcd3d312d75078c0cd961d6deae3f4c754924b01669efcfcb439fd5e5b76e"
        ),
        SigningVector(
            "slashes",
            .get,
            "//example//",
            normalised: false,
            "87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5"
        ),
        SigningVector(
            "space",
            .get,
            "/example space/",
            "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"
        ),
        SigningVector(
            "unreserved",
            .get,
            "/\(unreserved)",
            "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"
        ),
        SigningVector(
            "UTF-8",
            .get,
            "/ሴ",
            "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"
        ),
    ]

    private static let headers = [
        SigningVector(
            "the same header twice",
            headers: ["My-Header1": "value2", "My-Header1": "value2", "My-Header1": "value1"],
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"
        ),
        SigningVector(
            "headers keep the order of their values",
            headers: [
                "My-Header1": "value4", "My-Header1": "value1", "My-Header1": "value3",
                "My-Header1": "value2",
            ],
            "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01"
        ),
        SigningVector(
            "white space is squeezed",
            headers: ["My-Header1": "value1", "My-Header2": "\"a   b   c\""],
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"
        ),
        SigningVector(
            "session token",
            token: "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267",
            "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"
        ),
    ]

    private static let queries = [
        SigningVector(
            "query",
            query: [.init("Param1", "value1")],
            "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"
        ),
        SigningVector(
            "sorted by escaped name",
            query: [.init("Param-3", "Value3"), .init("Param", "Value2"), .init("ሴ", "Value1")],
            "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"
        ),
        SigningVector(
            "sorted by name",
            query: [.init("Param2", "value2"), .init("Param1", "value1")],
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
        ),
        SigningVector(
            "unreserved in the query",
            query: [.init(unreserved, unreserved)],
            "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"
        ),
        SigningVector(
            "UTF-8 in the query",
            query: [.init("ሴ", "bar")],
            "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"
        ),
    ]

    private static let posts = [
        SigningVector(
            "post",
            .post,
            "/",
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
        ),
        SigningVector(
            "post, header names sorted",
            .post,
            headers: ["My-Header1": "value1"],
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"
        ),
        SigningVector(
            "post, header values as they are",
            .post,
            headers: ["My-Header1": "VALUE1"],
            "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"
        ),
        SigningVector(
            "post with a query",
            .post,
            query: [.init("Param1", "value1")],
            "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"
        ),
    ]

    /// Amazon S3 API Reference, "Signature calculations for the Authorization header: transferring payload in
    /// a single chunk", examples of 2013-05-24 in us-east-1.
    static let s3 = [
        SigningVector(
            s3: "GET Object with a range",
            .get,
            "/test.txt",
            headers: ["Range": "bytes=0-9"],
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        ),
        SigningVector(
            s3: "PUT Object",
            .put,
            "/test$file.text",
            headers: ["Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"],
            body: "Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        ),
        SigningVector(
            s3: "GET Bucket lifecycle",
            .get,
            "/",
            query: [.init("lifecycle")],
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
        ),
        SigningVector(
            s3: "GET Bucket (list objects)",
            .get,
            "/",
            query: [.init("max-keys", "2"), .init("prefix", "J")],
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        ),
    ]
}
