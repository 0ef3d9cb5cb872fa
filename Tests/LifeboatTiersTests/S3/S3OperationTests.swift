import LifeboatAWS
import LifeboatCore
import LifeboatHTTP
import LifeboatTestSupport
import LifeboatTiers
import Testing

/// What the store does not do by default, against servers that are not ours.
@Suite struct S3OperationTests {
    @Test func theBucketMayStandInTheHost() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let access = stand.bucket.server.access(.admin)
        // Names below `localhost` are this machine; the signature holds the host.
        let client = try S3Stand.client(
            stand.bucket.name,
            access.at(access.endpoint.replacing("127.0.0.1", with: "localhost")),
            addressing: .virtualHost
        )
        try Self.put(client, "a b/é", "text")
        #expect(try stand.bucket.get("a b/é") == Array("text".utf8))
        #expect(try client.list("a b/").map(\.key) == ["a b/é"] && client.get("a b/é", limit: 9).count == 4)
        try client.headBucket()
    }

    @Test func aKeyOfAKeyServiceIsNamed() throws {
        let stand = try S3Stand(MotoServer.shared())
        let name = "alias/lifeboat"
        for (encryption, told) in [
            (S3Encryption.keyService(name), "aws:kms"), (.keyService(nil), "aws:kms"), (.storeKeys, "AES256"),
        ] {
            let client = try S3Stand.client(
                stand.bucket.name,
                stand.bucket.server.access(.admin),
                encryption: encryption
            )
            try Self.put(client, "k", "text")
            #expect(try client.head("k").encryption == told)
            let seen = try stand.bucket.call("head_object", ["Key": "k"])
            #expect(seen["ServerSideEncryption"]?.stringValue == told)
            if encryption == .keyService(name) { #expect(seen["SSEKMSKeyId"]?.stringValue == name) }
            #expect(try client.get("k", limit: 9) == Array("text".utf8))
        }
    }

    @Test func aCustomersKeyOpensWhatItClosed() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        func client(_ byte: UInt8) throws -> S3Client {
            let access = stand.bucket.server.access(.admin)
            return try S3Stand.client(
                stand.bucket.name,
                access.at(access.endpoint.replacing("http:", with: "https:")),
                encryption: .customerKey(try S3CustomerKey([UInt8](repeating: byte, count: 32)))
            ) { InClear(next: $0) }
        }
        try Self.put(try client(1), "k", "text")
        #expect(try client(1).get("k", limit: 9) == Array("text".utf8) && client(1).head("k").size == 4)
        try client(1).copy("k", to: "l")
        #expect(try client(1).get("l", limit: 9) == Array("text".utf8))
        for other in [try client(2), stand.client] {
            #expect(throws: S3Error.self) { try other.get("k", limit: 9) }
        }
    }

    @Test func listingsOfVersionsHaveManyPages() throws {
        let stand = try S3Stand(MotoServer.shared(), keeping: .versions)
        for number in 0..<5 { try stand.put("k\(number % 2)", "\(number)") }
        try stand.client.delete("k0")
        let client = try S3Stand.client(stand.bucket.name, stand.bucket.server.access(.admin)) { next in
            SmallPages(next: next)
        }
        let seen = try client.listVersions().map { "\($0.key) \($0.size) \($0.isDeleteMarker)" }
        #expect(seen.sorted() == ["k0 0 true"] + ["k0", "k0", "k0", "k1", "k1"].map { "\($0) 1 false" })
        #expect(try Set(client.listVersions().map(\.versionID)).count == 6)
    }

    @Test func listingsOfUploadsHaveManyPages() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let uploads = try Workers(width: 8).map(1003) { try stand.client.createUpload("many/\($0)") }
        #expect(try Set(stand.client.listUploads("many/").map(\.id)) == Set(uploads))
    }

    @Test func aLostAnswerToACompletionIsNoFailure() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let proxy = try FaultProxy(
            to: stand.bucket.server,
            plan: FaultPlan { request in
                let isCompletion = request.method == "POST" && request.target.contains("uploadId=")
                return isCompletion && request.attempt == 1 ? .resetAnswer(after: .byte(0)) : nil
            }
        )
        let client = try S3Stand.client(
            stand.bucket.name,
            stand.bucket.server.access(.admin).at(proxy.endpoint)
        )
        let bytes = Site.noise(1000, seed: 1)
        let digest = Hasher256.digest(of: bytes)
        let upload = try client.createUpload("k")
        let part = try bytes.withUnsafeBytes {
            try client.uploadPart("k", upload: upload, number: 1, .memory($0), digest: digest)
        }
        #expect(try client.completeUpload("k", upload: upload, [part]).etag != nil)
        #expect(proxy.faults.count == 1 && proxy.records.count >= 4, "\(proxy.story)")
        #expect(try stand.bucket.get("k") == bytes)
        // A store that forgets completed uploads says what it says of one that was given up.
        let gone = try client.createUpload("k")
        try client.abortUpload("k", upload: gone)
        #expect(try client.completeUpload("k", upload: gone, [part]).etag == client.head("k").etag)
        let other = S3Part(
            number: 1,
            etag: "\"0cc175b9c0f1b6a831c399e269772661\"",
            digest: Hasher256.digest(of: "a")
        )
        let error = #expect(throws: S3Error.self) {
            try client.completeUpload("k", upload: gone, [other])
        }
        #expect(error?.code == "NoSuchUpload")
    }

    @Test func conditionsHold() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        try stand.put("k", "text")
        let etag = try #require(try stand.client.head("k").etag)
        var bytes = [UInt8](repeating: 0, count: 2)
        try bytes.withUnsafeMutableBytes { try stand.client.read("k", at: 1, into: $0, matching: etag) }
        #expect(bytes == Array("ex".utf8))
        let read = #expect(throws: S3Error.self) {
            try bytes.withUnsafeMutableBytes {
                try stand.client.read("k", at: 1, into: $0, matching: "\"x\"")
            }
        }
        #expect(read?.isPrecondition == true)
        let upload = try stand.client.createUpload("k")
        let part = try Array("new".utf8).withUnsafeBytes {
            try stand.client.uploadPart(
                "k",
                upload: upload,
                number: 1,
                .memory($0),
                digest: Hasher256.digest(of: "new")
            )
        }
        let completed = #expect(throws: S3Error.self) {
            try stand.client.completeUpload("k", upload: upload, [part], ifAbsent: true)
        }
        #expect(completed?.isPrecondition == true)
        #expect(try stand.bucket.get("k") == Array("text".utf8))
    }

    @Test func oneVersionIsMeant() throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: .locks)
        try stand.put("k", "one")
        let first = try #require(try stand.client.head("k").versionID)
        try stand.put("k", "second")
        let until = Timestamp("2090-01-01T00:00:00Z") ?? .init(milliseconds: 0)
        try stand.client.setRetention("k", version: first, S3Retention(.governance, until: until))
        try stand.client.setLegalHold("k", version: first, true)
        #expect(try stand.client.retention("k") == nil && !stand.client.hasLegalHold("k"))
        #expect(try stand.client.retention("k", version: first)?.until == until)
        #expect(try stand.client.hasLegalHold("k", version: first))
        #expect(try stand.client.head("k", version: first).size == 3)
        #expect(try stand.client.get("k", limit: 9, version: first) == Array("one".utf8))
        try stand.client.copy("k", version: first, to: "l")
        #expect(try stand.bucket.get("l") == Array("one".utf8))
        try stand.client.setLegalHold("k", version: first, false)
        #expect(try !stand.client.hasLegalHold("k", version: first))
    }

    @Test func theBucketsOwnRetentionIsRead() throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: .locks)
        for (rule, days) in [
            (["Mode": "GOVERNANCE", "Days": 3], 3), (["Mode": "GOVERNANCE", "Years": 2], 730),
        ]
            as [(JSON, Int)]
        {
            try stand.bucket.call(
                "put_object_lock_configuration",
                [
                    "ObjectLockConfiguration": [
                        "ObjectLockEnabled": "Enabled", "Rule": ["DefaultRetention": rule],
                    ]
                ]
            )
            let configuration = try #require(try stand.client.lockConfiguration())
            #expect(configuration.mode == .governance && configuration.days == days)
        }
    }

    @Test func aLockOfGovernanceIsNotBypassed() throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: .locks)
        try stand.put("k", "x")
        let until = Timestamp("2090-01-01T00:00:00Z") ?? .init(milliseconds: 0)
        try stand.client.setRetention("k", S3Retention(.governance, until: until))
        let version = try #require(try stand.client.head("k").versionID)
        // Who may bypass it has to say so, and this client never does.
        let error = #expect(throws: S3Error.self) { try stand.client.delete("k", version: version) }
        #expect(error?.code == "AccessDenied")
        #expect(try stand.client.delete([("k", version)]).map(\.code) == ["AccessDenied"])
        try stand.bucket.call(
            "delete_object",
            ["Key": "k", "VersionId": .string(version), "BypassGovernanceRetention": true]
        )
        #expect(try stand.client.listVersions().isEmpty)
    }

    @Test func anUploadIsGivenUp() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let upload = try stand.client.createUpload("k")
        try stand.client.abortUpload("k", upload: upload)
        #expect(try stand.bucket.uploads().isEmpty)
    }

    private static func put(_ client: S3Client, _ key: String, _ text: String) throws {
        let bytes = Array(text.utf8)
        _ = try bytes.withUnsafeBytes {
            try client.put(key, .memory($0), digest: Hasher256.digest(of: bytes))
        }
    }

    /// Sends what would go over TLS to a server on this machine that has none.
    private struct InClear: HTTPTransport {
        let next: any HTTPTransport

        func send(_ request: HTTPRequest, _ body: HTTPBody, into sink: HTTPSink) throws(TransportFailure)
            -> HTTPResponse
        {
            var request = request
            request.address.isSecure = false
            return try next.send(request, body, into: sink)
        }
    }

    /// Asks for pages of two, where no signature is checked.
    private struct SmallPages: HTTPTransport {
        let next: any HTTPTransport

        func send(_ request: HTTPRequest, _ body: HTTPBody, into sink: HTTPSink) throws(TransportFailure)
            -> HTTPResponse
        {
            var request = request
            request.address.query.append(.init("max-keys", "2"))
            return try next.send(request, body, into: sink)
        }
    }
}
