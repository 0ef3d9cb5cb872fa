import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import LifeboatTiers
import Testing

@Suite struct S3ValueTests {
    @Test(
        "addresses",
        arguments: [
            ("s3://bucket", "bucket", ""), ("s3://bucket/", "bucket", ""),
            ("s3://my.bucket/a/b/", "my.bucket", "a/b"),
            ("S3://b-1//x", "b-1", "x"),
        ]
    )
    func addresses(url: String, bucket: String, prefix: String) throws {
        let address = try S3Address(url)
        #expect(address.bucket == bucket && address.prefix == prefix)
    }

    @Test(
        "other addresses are refused",
        arguments: [
            "", "bucket", "s3://", "s3://ab", "s3:///a", "s3://a b c", "s3://bu/cket/../x", "s3://bucket/ä",
            "https://bucket/x", "s3://evil.com:80/x", "s3://a@b/x", "s3://-abc",
        ]
    )
    func badAddresses(url: String) {
        let error = #expect(throws: LifeboatError.self) { try S3Address(url) }
        #expect(error?.code == .usage && error?.hint != nil)
    }

    @Test(
        "endpoints of one's own",
        arguments: [
            ("http://127.0.0.1:9000", "http://127.0.0.1:9000/bucket/k"),
            ("https://minio.local/", "https://minio.local/bucket/k"),
            ("http://[::1]:9", "http://[::1]:9/bucket/k"),
            ("https://s3.eu-west-1.amazonaws.com", "https://bucket.s3.eu-west-1.amazonaws.com/k"),
            ("https://s3.cn-north-1.AMAZONAWS.com.cn", "https://bucket.s3.cn-north-1.AMAZONAWS.com.cn/k"),
            ("https://amazonaws.com.example.com", "https://amazonaws.com.example.com/bucket/k"),
        ]
    )
    func endpoints(url: String, whole: String) throws {
        #expect(try S3Endpoint(url: url).address(bucket: "bucket", key: "k").url == whole)
    }

    @Test(
        "other endpoints are refused",
        arguments: [
            "", "minio:9000", "ftp://x", "https://", "https://a/b", "https://a:b", "https://a:0",
            "https://u:p@h",
            "https://a?x", "http://[::1", "https://a:70000",
        ]
    )
    func badEndpoints(url: String) {
        #expect(throws: LifeboatError.self) { try S3Endpoint(url: url) }
    }

    @Test func theBucketStandsWhereItWorks() throws {
        let aws = try S3Endpoint(region: "us-west-2")
        #expect(aws.address(bucket: "b-1").url == "https://b-1.s3.us-west-2.amazonaws.com/")
        #expect(aws.address(bucket: "b.1", key: "a b").url == "https://s3.us-west-2.amazonaws.com/b.1/a%20b")
        #expect(aws.address(bucket: "b.1").url == "https://s3.us-west-2.amazonaws.com/b.1")
        let china = try S3Endpoint(region: "cn-north-1", addressing: .path)
        #expect(china.address(bucket: "b-1", key: "k").url == "https://s3.cn-north-1.amazonaws.com.cn/b-1/k")
        #expect(throws: LifeboatError.self) { try S3Endpoint(region: "us-east-1/../x") }
        let own = try S3Endpoint(url: "http://h", addressing: .virtualHost)
        #expect(own.address(bucket: "b-1", key: "k").url == "http://b-1.h/k")
    }

    @Test(
        "every known refusal says what to do",
        arguments: [
            ("NoSuchBucket", 404, ErrorCode.inputOutput, "Make the bucket"),
            ("AccessDenied", 403, .inputOutput, "s3:GetObject"),
            ("InvalidAccessKeyId", 403, .inputOutput, "does not know this access key"),
            ("SignatureDoesNotMatch", 403, .inputOutput, "secret key"),
            ("ExpiredToken", 400, .inputOutput, "get new ones"),
            ("RequestTimeTooSkewed", 403, .inputOutput, "clock"),
            ("PermanentRedirect", 301, .inputOutput, "region: eu-west-1"),
            ("AuthorizationHeaderMalformed", 400, .inputOutput, "region: eu-west-1"),
            ("SlowDown", 503, .inputOutput, "after a while"),
            ("InvalidObjectState", 403, .inputOutput, "cold class"),
            ("EntityTooLarge", 400, .storage, "limit"), ("QuotaExceeded", 403, .storage, "quota"),
            ("BadDigest", 400, .corrupt, "changed on the way"),
            ("NotImplemented", 501, .unsupported, "cannot do that"),
            ("KMS.DisabledException", 400, .inputOutput, "kms:Decrypt"),
        ]
    )
    func hints(code: String, status: Int, kind: ErrorCode, hint: String) {
        let refusal = AWSRefusal(
            status: status,
            code: code,
            message: "why",
            requestID: "R1",
            region: "eu-west-1"
        )
        let error = S3Error(refusal, path: "s3://b/k").lifeboatError
        #expect(error.code == kind && error.path == "s3://b/k")
        #expect(error.hint?.contains(hint) == true)
        #expect(error.message.contains("R1"))
    }

    @Test(
        "an answer without a reason is named by its status",
        arguments: [
            (404, "NoSuchKey", true), (403, "AccessDenied", false), (503, "SlowDown", false),
            (412, "PreconditionFailed", false), (418, "status 418", false),
        ]
    )
    func statusAlone(status: Int, code: String, isMissing: Bool) {
        let page = HTTPResponse(status, [:], "<html><body>nginx")
        let error = S3Error(AWSRefusal(page), path: "s3://b/k")
        #expect(error.code == code && error.isMissing == isMissing)
    }

    @Test func refusalsOfOtherServicesAreReadToo() {
        let ec2 =
            "<Response><Errors><Error><Code>C</Code><Message>M</Message></Error></Errors>"
            + "<RequestID>R</RequestID></Response>"
        #expect(
            AWSRefusal(HTTPResponse(400, [:], ec2))
                == AWSRefusal(status: 400, code: "C", message: "M", requestID: "R")
        )
        let json = HTTPResponse(
            400,
            ["x-amzn-RequestId": "R"],
            "{\"__type\":\"com.x#C\",\"message\":\"M\\nN.\"}"
        )
        #expect(AWSRefusal(json) == AWSRefusal(status: 400, code: "C", message: "M N", requestID: "R"))
    }
}
