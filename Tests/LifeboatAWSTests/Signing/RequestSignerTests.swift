import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import Testing

@Suite struct RequestSignerTests {
    private static let credentials = AWSCredentials(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    )

    @Test("the AWS test suite", arguments: SigningVector.suite)
    func suite(_ vector: SigningVector) throws {
        let rules = SigningRules(
            normalisesPath: vector.isNormalised,
            escapesPathTwice: false,
            sendsPayloadHash: false
        )
        let signer = RequestSigner(region: "us-east-1", service: "service", rules: rules)
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            sessionToken: vector.token
        )
        let time = try #require(Timestamp("2015-08-30T12:36:00Z"))
        let signed = try signer.signed(vector.request, with: credentials, payload: .empty, at: time)
        #expect(Self.signature(signed) == vector.signature)
    }

    @Test("the examples of the S3 manual", arguments: SigningVector.s3)
    func s3(_ vector: SigningVector) throws {
        let signed = try Self.sign(vector.request, .digest(Hasher256.digest(of: vector.body)))
        #expect(Self.signature(signed) == vector.signature)
    }

    @Test func theWholeHeaderIsAsTheManualHasIt() throws {
        let signed = try Self.sign(SigningVector.s3[0].request, .empty)
        let expected =
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
            + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        #expect(signed.headers["Authorization"] == expected)
        #expect(signed.headers["x-amz-date"] == "20130524T000000Z")
    }

    @Test func theCanonicalRequestAndTheStringToSignAreAsTheManualHasThem() {
        let time = Timestamp("2013-05-24") ?? Timestamp(milliseconds: 0)
        let signer = RequestSigner(region: "us-east-1", service: "s3")
        let request = signer.prepared(SigningVector.s3[3].request, Self.credentials, .empty, time)
        let canonical = CanonicalRequest(request, payload: .empty, rules: .s3)
        let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let text = """
            GET
            /
            max-keys=2&prefix=J
            host:examplebucket.s3.amazonaws.com
            x-amz-content-sha256:\(hash)
            x-amz-date:20130524T000000Z

            host;x-amz-content-sha256;x-amz-date
            \(hash)
            """
        #expect(canonical.text == text)
        let toSign = """
            AWS4-HMAC-SHA256
            20130524T000000Z
            20130524/us-east-1/s3/aws4_request
            df57d21db20da04d7fa30298dd4488ba3a2b47ca3a489c74750e0f1e7df1b9b7
            """
        #expect(signer.stringToSign(canonical, at: time) == toSign)
    }

    @Test(
        "the path",
        arguments: [
            ("/a//./b/../é", SigningRules.s3, "/a//./b/../%C3%A9"),
            ("/a//./b/../é", .standard, "/a/%25C3%25A9"),
            ("/a/.", .standard, "/a/"), ("/..", .standard, "/"), ("", .s3, "/"),
        ]
    )
    func path(path: String, rules: SigningRules, canonical: String) {
        let request = HTTPRequest(.get, HTTPAddress(isSecure: true, host: "h", path: path))
        let text = CanonicalRequest(request, payload: .empty, rules: rules).text
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false)[1] == canonical)
    }

    @Test(
        "the host",
        arguments: [
            (true, nil, "h"), (true, 443, "h"), (false, 80, "h"), (false, 443, "h:443"),
            (true, 9000, "h:9000"),
        ] as [(Bool, Int?, String)]
    )
    func host(isSecure: Bool, port: Int?, host: String) {
        let request = HTTPRequest(.get, HTTPAddress(isSecure: isSecure, host: "h", port: port))
        #expect(CanonicalRequest(request, payload: .empty, rules: .s3).text.contains("host:\(host)\n"))
    }

    @Test func whatTheWayMayChangeIsNotSigned() {
        let request = HTTPRequest(
            .get,
            HTTPAddress(isSecure: true, host: "h"),
            ["User-Agent": "x", "Expect": "", "Connection": "close", "Range": "bytes=0-1", "Host": "other"]
        )
        let canonical = CanonicalRequest(request, payload: .empty, rules: .s3)
        #expect(canonical.signedHeaders == "host;range")
        #expect(canonical.text.contains("host:h\n"))
    }

    @Test func anUnsignedBodyNeedsTLSOrAnExplicitWord() throws {
        let open = HTTPRequest(.put, HTTPAddress(isSecure: false, host: "h"))
        let secure = HTTPRequest(.put, HTTPAddress(isSecure: true, host: "h"))
        #expect(throws: LifeboatError.self) { try Self.sign(open, .unsigned(inClear: false)) }
        for (request, payload) in [
            (open, PayloadHash.unsigned(inClear: true)), (secure, .unsigned(inClear: false)),
        ] {
            let signed = try Self.sign(request, payload)
            #expect(signed.headers["x-amz-content-sha256"] == "UNSIGNED-PAYLOAD")
        }
    }

    @Test func signingAgainReplacesTheFirstSignature() throws {
        let first = try Self.sign(SigningVector.s3[0].request, .empty)
        #expect(try Self.sign(first, .empty) == first)
    }

    private static func sign(_ request: HTTPRequest, _ payload: PayloadHash) throws -> HTTPRequest {
        let time = try #require(Timestamp("2013-05-24T00:00:00Z"))
        return try RequestSigner(region: "us-east-1", service: "s3")
            .signed(request, with: credentials, payload: payload, at: time)
    }

    private static func signature(_ request: HTTPRequest) -> String {
        String(request.headers["Authorization"]?.split(separator: "Signature=").last ?? "")
    }
}
