import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import LifeboatTiers
import Testing

/// What the client makes of answers, without a server.
@Suite struct S3ClientTests {
    private static let noon = Timestamp("2026-01-01T12:00:00Z") ?? Timestamp(milliseconds: 0)

    private static func client(
        _ transport: ScriptedTransport,
        _ endpoint: S3Endpoint? = nil,
        encryption: S3Encryption = .bucketDefault,
        source: (any SigningCredentials)? = nil
    ) throws -> S3Client {
        let endpoint = try endpoint ?? S3Endpoint(region: "us-east-1")
        let fixed = FixedCredentials(AWSCredentials(accessKeyID: "AKID", secretAccessKey: "hush"))
        return S3Client(
            bucket: "bucket",
            endpoint: endpoint,
            encryption: encryption,
            transport: SignedTransport(
                transport,
                credentials: source ?? fixed,
                signer: RequestSigner(region: endpoint.region, service: "s3"),
                clock: ManualClock(noon),
                retrier: .immediate(ManualClock(noon))
            )
        )
    }

    @Test func aPutSaysItsChecksumAndOptions() throws {
        let transport = ScriptedTransport([HTTPResponse(200, ["ETag": "\"e\"", "x-amz-version-id": "v"])])
        var options = S3PutOptions()
        options.ifAbsent = true
        options.storageClass = "STANDARD_IA"
        options.retention = S3Retention(.compliance, until: Self.noon)
        options.hasLegalHold = true
        options.tags = [.init("a b", "c&d"), .init("e")]
        let bytes = Array("abc".utf8)
        let client = try Self.client(transport, encryption: .keyService("alias/k"))
        let written = try bytes.withUnsafeBytes {
            try client.put("a/k", .memory($0), digest: Hasher256.digest(of: bytes), options)
        }
        #expect(written.etag == "\"e\"" && written.versionID == "v")
        let request = try #require(transport.requests.first)
        #expect(request.address.url == "https://bucket.s3.us-east-1.amazonaws.com/a/k")
        for (name, value) in [
            ("x-amz-checksum-sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
            ("x-amz-content-sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ("If-None-Match", "*"), ("x-amz-storage-class", "STANDARD_IA"),
            ("x-amz-object-lock-mode", "COMPLIANCE"),
            ("x-amz-object-lock-retain-until-date", "2026-01-01T12:00:00.000Z"),
            ("x-amz-object-lock-legal-hold", "ON"), ("x-amz-tagging", "a%20b=c%26d&e="),
            ("x-amz-server-side-encryption", "aws:kms"),
            ("x-amz-server-side-encryption-aws-kms-key-id", "alias/k"),
        ] {
            #expect(request.headers[name] == value, "\(name)")
        }
    }

    @Test func aCustomersKeyGoesWithEveryReadAndNeverInTheClear() throws {
        let key = try S3CustomerKey([UInt8](repeating: 7, count: 32))
        let transport = ScriptedTransport([HTTPResponse(200, [:], "abc")])
        _ = try Self.client(transport, encryption: .customerKey(key)).get("k", limit: 9)
        let headers = try #require(transport.requests.first).headers
        #expect(headers["x-amz-server-side-encryption-customer-algorithm"] == "AES256")
        let base64 = Base64.encode([UInt8](repeating: 7, count: 32))
        #expect(headers["x-amz-server-side-encryption-customer-key"] == base64)
        #expect(headers["x-amz-server-side-encryption-customer-key-MD5"]?.count == 24)
        var dumped = ""
        dump(S3Encryption.customerKey(key), to: &dumped)
        #expect(!dumped.contains("7") && !"\(key)".contains(base64))
        let open = try S3Endpoint(url: "http://127.0.0.1:9")
        let silent = ScriptedTransport([])
        #expect(throws: LifeboatError.self) {
            try Self.client(silent, open, encryption: .customerKey(key)).get("k", limit: 9)
        }
        #expect(silent.requests.isEmpty)
    }

    @Test("a success that tells of a failure is one")
    func lateFailures() throws {
        let late = HTTPResponse.refusal(200, "InternalError")
        // A failure of the server's own is tried again, to the end.
        let client = try Self.client(ScriptedTransport([HTTPResponse](repeating: late, count: 12)))
        let copy = #expect(throws: S3Error.self) { try client.copy("a", to: "b") }
        #expect(copy?.code == "InternalError" && copy?.status == 200)
        #expect(throws: S3Error.self) { try client.completeUpload("k", upload: "u", []) }
    }

    @Test(
        "an upload that is gone was completed when the object is made of its parts",
        arguments: [
            (["ETag": "\"4b1e1e8a1e0a0d5bd2b4a4ddd7a1b2c3-2\""], false), ([:], false),
            (["ETag": "\"TAG-2\""], true), (["ETag": "\"TAG-3\""], false),
            (["ETag": "\"x\"", "x-amz-checksum-sha256": "SUM-2"], true),
            (["ETag": "\"x\"", "x-amz-checksum-sha256": "SUM-1"], false),
        ] as [([String: String], Bool)]
    )
    func completedBefore(told: [String: String], isDone: Bool) throws {
        let digests = [Hasher256.digest(of: "a"), Hasher256.digest(of: "b")]
        let tags = ["0cc175b9c0f1b6a831c399e269772661", "92eb5ffee6ae2fec3ad71c777531578f"]
        let sum = Base64.encode(Hasher256.digest(of: digests.flatMap(\.bytes)).bytes)
        let tag = ContentMD5.hex(tags.flatMap { Hex.decode($0) ?? [] })
        var headers: HTTPHeaders = [
            "Content-Length": "2", "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT", "x-amz-version-id": "v",
        ]
        for (name, value) in told {
            headers[name] = value.replacing("TAG", with: tag).replacing("SUM", with: sum)
        }
        let transport = ScriptedTransport([.refusal(404, "NoSuchUpload"), HTTPResponse(200, headers)])
        let client = try Self.client(transport)
        let parts = (0..<2).map { S3Part(number: $0 + 1, etag: "\"\(tags[$0])\"", digest: digests[$0]) }
        do {
            #expect(try client.completeUpload("k", upload: "u", parts).versionID == "v" && isDone)
        } catch let error as S3Error {
            #expect(error.code == "NoSuchUpload" && !isDone)
        }
        #expect(transport.requests.map(\.method) == [.post, .head])
    }

    @Test func aConflictIsTriedAgainInOnePlaceAlone() throws {
        let transport = ScriptedTransport { request, _ in
            if request.method == .put { return .refusal(409, "ConditionalRequestConflict") }
            return HTTPResponse(request.address.path == "/" ? 200 : 404)
        }
        let store = S3Store(try S3Address("s3://bucket"), client: try Self.client(transport))
        let error = #expect(throws: LifeboatError.self) { try store.put("k", [1], .ifAbsent) }
        #expect(error?.hint?.contains("again") == true)
        #expect(transport.requests.count { $0.method == .put } == RetryPolicy().attempts)
    }

    @Test("an object that is XML is no failure")
    func xmlObjects() throws {
        let body = HTTPResponse.refusal(200, "NoSuchKey").body
        let client = try Self.client(ScriptedTransport([HTTPResponse(status: 200, headers: [:], body: body)]))
        #expect(try client.get("k", limit: 1000) == body)
    }

    @Test(
        "an answer that is another range is corrupt",
        arguments: [
            HTTPResponse(206, ["Content-Range": "bytes 0-9/100"]), HTTPResponse(206), HTTPResponse(200),
            HTTPResponse(200, ["Content-Range": "bytes 10-20/100"]),
        ]
    )
    func wrongRanges(answer: HTTPResponse) throws {
        let client = try Self.client(ScriptedTransport([answer]))
        var bytes = [UInt8](repeating: 0, count: 10)
        let error = #expect(throws: LifeboatError.self) {
            try bytes.withUnsafeMutableBytes { try client.read("k", at: 10, into: $0) }
        }
        #expect(error?.code == .corrupt)
    }

    @Test func aClockThatDiffersIsCorrectedOnceAndStaysSo() throws {
        let later: HTTPHeaders = ["Date": "Thu, 01 Jan 2026 13:00:00 GMT"]
        let skewed = HTTPResponse.refusal(403, "RequestTimeTooSkewed", later)
        let ok = HTTPResponse(200, [:], "abc")
        let transport = ScriptedTransport([skewed, ok, ok, skewed])
        let client = try Self.client(transport)
        _ = try client.get("k", limit: 9)
        _ = try client.get("k", limit: 9)
        let error = #expect(throws: S3Error.self) { try client.get("k", limit: 9) }
        #expect(error?.code == "RequestTimeTooSkewed")
        let dates = transport.requests.map { $0.headers["x-amz-date"] ?? "" }
        #expect(dates == ["20260101T120000Z"] + [String](repeating: "20260101T130000Z", count: 3))
    }

    @Test func credentialsThatEndedAreRenewedOnce() throws {
        let expired = HTTPResponse.refusal(400, "ExpiredToken")
        let transport = ScriptedTransport([expired, HTTPResponse(200, [:], "abc"), expired, expired])
        let client = try Self.client(transport, source: TwoKeys())
        _ = try client.get("k", limit: 9)
        let error = #expect(throws: S3Error.self) { try client.get("k", limit: 9) }
        #expect(error?.code == "ExpiredToken")
        let keys = transport.requests.map { $0.headers["Authorization"]?.contains("=SECOND/") }
        #expect(keys == [false, true, false, true])
    }

    @Test func theReasonOfAHeadIsAskedForWithGet() throws {
        let transport = ScriptedTransport([HTTPResponse(403), .refusal(403, "InvalidAccessKeyId")])
        let client = try Self.client(transport)
        let error = #expect(throws: S3Error.self) { try client.head("k") }
        #expect(error?.code == "InvalidAccessKeyId")
        #expect(transport.requests.map(\.method) == [.head, .get])
        #expect(transport.requests.last?.headers["Range"] == "bytes=0-0")
    }

    @Test("a listing that never ends is corrupt")
    func endlessListings() throws {
        let page = HTTPResponse(
            200,
            [:],
            "<ListBucketResult><IsTruncated>true</IsTruncated>"
                + "<NextContinuationToken>t</NextContinuationToken></ListBucketResult>"
        )
        let client = try Self.client(ScriptedTransport([page, page, page]))
        let error = #expect(throws: LifeboatError.self) { try client.list() }
        #expect(error?.code == .corrupt)
    }

    @Test(
        "listings that lack what they must have are corrupt",
        arguments: [
            "<Other/>", "<ListBucketResult><Contents><Key>k</Key></Contents></ListBucketResult>", "no XML",
            "<ListBucketResult><Contents><Key>k</Key><Size>-1</Size>"
                + "<LastModified>2026-01-01T00:00:00Z</LastModified></Contents></ListBucketResult>",
            "<ListBucketResult><Contents><Key>k</Key><Size>99999999999999999999</Size>"
                + "<LastModified>2026-01-01T00:00:00Z</LastModified></Contents></ListBucketResult>",
        ]
    )
    func malformedListings(text: String) throws {
        let client = try Self.client(ScriptedTransport([HTTPResponse(200, [:], text)]))
        let error = #expect(throws: LifeboatError.self) { try client.list() }
        #expect(error?.code == .corrupt)
    }

    @Test(
        "keys of a listing are unescaped as the store escaped them",
        arguments: [
            ("url", "a%2Fb+c%2B%C3%A9", "a/b c+é"), ("url", "100%", "100%"), ("url", "%zz", "%zz"),
            ("", "a+b%20", "a+b%20"),
        ]
    )
    func escapedKeys(encoding: String, written: String, key: String) throws {
        let text =
            "<ListBucketResult><EncodingType>\(encoding)</EncodingType><Contents><Key>\(written)</Key>"
            + "<Size>1</Size><LastModified>2026-01-01T00:00:00.123Z</LastModified></Contents>"
            + "</ListBucketResult>"
        let client = try Self.client(ScriptedTransport([HTTPResponse(200, [:], text)]))
        #expect(try client.list().map(\.key) == [key])
    }

    @Test func frozenFactsAreRead() throws {
        let headers: HTTPHeaders = [
            "Content-Length": "5", "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT",
            "x-amz-storage-class": "GLACIER", "ETag": "\"e\"", "x-amz-object-lock-mode": "GOVERNANCE",
            "x-amz-object-lock-retain-until-date": "2030-01-01T00:00:00.000Z",
            "x-amz-object-lock-legal-hold": "ON",
            "x-amz-restore": "ongoing-request=\"false\", expiry-date=\"Fri, 21 Dec 2012 00:00:00 GMT\"",
            "x-amz-checksum-sha256": "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        ]
        let facts = try Self.client(ScriptedTransport([HTTPResponse(200, headers)])).head("k")
        #expect(facts.size == 5 && facts.modified == Timestamp("1994-11-06T08:49:37Z"))
        #expect(facts.storageClass == "GLACIER" && facts.hasLegalHold)
        #expect(facts.restoration == .done(until: Timestamp("2012-12-21")))
        #expect(facts.retention?.mode == .governance)
        #expect(facts.checksum == Hasher256.digest(of: "abc"))
        let ongoing = HTTPHeaders(dictionaryLiteral: ("x-amz-restore", "ongoing-request=\"true\""))
        var more = headers
        more["x-amz-restore"] = ongoing["x-amz-restore"]
        #expect(
            try Self.client(ScriptedTransport([HTTPResponse(200, more)])).head("k").restoration == .ongoing
        )
    }

    /// A source whose first key ends.
    private struct TwoKeys: SigningCredentials {
        func credentials() -> AWSCredentials { AWSCredentials(accessKeyID: "FIRST", secretAccessKey: "x") }
        func credentials(insteadOf refused: AWSCredentials) -> AWSCredentials {
            AWSCredentials(accessKeyID: "SECOND", secretAccessKey: "x")
        }
    }
}
