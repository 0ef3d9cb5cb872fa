import LifeboatAWS
import LifeboatCore
import LifeboatFiles
import LifeboatHTTP
import LifeboatTestSupport
import LifeboatTiers
import Testing

/// The client against servers that are not ours, seen by a client that is not ours.
@Suite struct S3ServerTests {
    private static let oddKeys = [
        "a b", "a+b", "é", "e\u{301}", "(x)", "*'@:&,!$?#", "~", "100%", "a=b&c", "日本", "%20", "\"<>&'",
        "a;b", "[x]", "{y}", "|", "^", "`",
    ]

    @Test func oddKeysComeBackAsTheyWere() throws {
        // SeaweedFS makes one slash of two, and moto checks no signature.
        try comeBack(Self.oddKeys, from: S3Stand(SeaweedServer.shared()))
        try comeBack(Self.oddKeys + ["a//b", "//", "x/"], from: S3Stand(MotoServer.shared()))
    }

    private func comeBack(_ keys: [String], from stand: S3Stand) throws {
        for key in keys { try stand.put(key, key) }
        // By bytes: é is the same text in two spellings, and two keys.
        let listed = Set(try stand.client.list().map { Array($0.key.utf8) })
        #expect(keys.filter { !listed.contains(Array($0.utf8)) } == [] && listed.count == keys.count)
        #expect(Set(try stand.bucket.keys().map { Array($0.utf8) }) == listed)
        for key in keys {
            #expect(try stand.client.get(key, limit: 100) == Array(key.utf8))
            #expect(try stand.client.head(key).size == key.utf8.count)
        }
        #expect(try stand.client.delete(keys.map { ($0, nil) }) == [])
        #expect(try stand.bucket.keys() == [])
    }

    @Test func listingsOfManyPagesAreWhole() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let keys = (0..<1003).map { "many/\(String($0 + 10_000))" }
        _ = try Workers(width: 8).map(keys.count) { try stand.put(keys[$0], "x") }
        #expect(try stand.client.list("many/").map(\.key) == keys)
        #expect(try stand.client.delete(keys.map { ($0, nil) }) == [])
        #expect(try stand.client.list().isEmpty)
    }

    @Test func bytesThatChangedOnTheWayAreRefused() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let bytes = Array("abc".utf8)
        let error = #expect(throws: S3Error.self) {
            try bytes.withUnsafeBytes {
                try stand.client.put("k", .memory($0), digest: Hasher256.digest(of: "other"))
            }
        }
        #expect(error?.lifeboatError.code == .corrupt, "\(String(describing: error))")
        #expect(try stand.bucket.keys() == [])
    }

    @Test func uploadsInPartsArriveWhole() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let parts = [Site.noise(5 << 20, seed: 1), Site.noise(1000, seed: 2)]
        let upload = try stand.client.createUpload("big")
        let done = try parts.enumerated().map { index, bytes in
            try bytes.withUnsafeBytes {
                try stand.client.uploadPart(
                    "big",
                    upload: upload,
                    number: index + 1,
                    .memory($0),
                    digest: Hasher256.digest(of: bytes)
                )
            }
        }
        #expect(try stand.client.listUploads().map(\.id) == [upload])
        try stand.client.completeUpload("big", upload: upload, done)
        #expect(try stand.bucket.get("big") == parts[0] + parts[1])
        #expect(try stand.client.listUploads().isEmpty)
    }

    @Test func sweepGivesUpWhatWasBegunBefore() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let store = try stand.store()
        _ = try stand.client.createUpload("some/vault/packs/a")
        _ = try stand.client.createUpload("other/b")
        #expect(try store.sweep(olderThan: Timestamp("2020-01-01") ?? .init(milliseconds: 0)) == 0)
        #expect(try store.sweep(olderThan: Timestamp("2090-01-01") ?? .init(milliseconds: 0)) == 1)
        #expect(try stand.bucket.uploads().count == 1)
    }

    @Test func filesAreSentAndFilledByRanges() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let bytes = Site.noise(300_000, seed: 3)
        try withScratchDirectory { path in
            let file = try Descriptor.readingAndWriting("\(path)/f")
            try bytes.withUnsafeBytes { try file.write($0, at: 0) }
            let body = HTTPBody.file(file, offset: 1000, count: 200_000)
            let digest = Hasher256.digest(of: Array(bytes[1000..<201_000]))
            try stand.client.put("k", body, digest: digest)
            let other = try Descriptor.readingAndWriting("\(path)/g")
            try stand.client.read("k", at: 5000, count: 100_000, into: other, at: 10)
            #expect(try other.bytes(at: 10, count: 200_000) == Array(bytes[6000..<106_000]))
        }
    }

    @Test func namesThatAreNoKeysAreToldWithTheListing() throws {
        // SeaweedFS takes names that end in a slash for folders.
        let stand = try S3Stand(MotoServer.shared())
        let store = try stand.store()
        try store.put("points/k", [1], .ifAbsent)
        for (name, text) in [("a b", "x"), ("a//b", "x"), ("x/", "x"), ("folder/", "")] {
            try stand.put("some/vault/points/\(name)", text)
        }
        let listing = try store.listing("points/")
        #expect(listing.facts.map(\.key) == ["points/k"])
        #expect(listing.strangers.map(\.name).sorted() == ["points/a b", "points/a//b", "points/x/"])
        #expect(listing.strangers.allSatisfy { !$0.isDirectory && !$0.what.isEmpty })
    }

    @Test func copiesStayInTheStore() throws {
        let stand = try S3Stand(SeaweedServer.shared())
        try stand.put("a b/é", "text")
        try stand.client.copy("a b/é", to: "c")
        #expect(try stand.bucket.get("c") == Array("text".utf8))
        let error = #expect(throws: S3Error.self) { try stand.client.copy("none", to: "d") }
        #expect(error?.isMissing == true)
    }

    @Test func versionsAreSeenBehindADeletion() throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: .versions)
        #expect(try stand.client.versioning() == .enabled)
        let store = try stand.store()
        try store.put("a/k", Array("one".utf8), .replacing)
        try store.put("a/k", Array("three".utf8), .replacing)
        try store.put("a/kept", Array("x".utf8), .ifAbsent)
        #expect(try store.hidden("").isEmpty)
        #expect(try store.delete("a/k", unlessWrittenSince: nil))
        #expect(try store.list("").map(\.key) == ["a/kept"])
        #expect(try store.hidden("a/").map { [$0.key, "\($0.size)"] } == [["a/k", "5"]])
        let versions = try store.versions(of: "a/k")
        #expect(versions.map(\.size) == [5, 3] && versions.allSatisfy { !$0.isCurrent })
        var bytes = [UInt8](repeating: 0, count: 3)
        try bytes.withUnsafeMutableBytes {
            try store.read("a/k", version: versions[1].id, at: 0, into: $0)
        }
        #expect(bytes == Array("one".utf8))
    }

    @Test func locksAreSetAndRead() throws {
        let stand = try S3Stand(SeaweedServer.shared(), keeping: .locks)
        let plain = try S3Stand(SeaweedServer.shared())
        let settings = try #require(try stand.client.lockConfiguration())
        #expect(settings.mode == nil && settings.days == nil)
        #expect(try plain.client.lockConfiguration() == nil && plain.client.versioning() == .off)
        try stand.put("k", "x")
        #expect(try stand.client.retention("k") == nil && stand.client.hasLegalHold("k") == false)
        let until = Timestamp("2090-01-01T00:00:00Z") ?? .init(milliseconds: 0)
        try stand.client.setRetention("k", S3Retention(.governance, until: until))
        try stand.client.setLegalHold("k", true)
        #expect(try stand.client.retention("k") == S3Retention(.governance, until: until))
        #expect(try stand.client.hasLegalHold("k"))
        let facts = try stand.client.head("k")
        #expect(facts.retention?.until == until && facts.hasLegalHold)
        let version = try #require(facts.versionID)
        let error = #expect(throws: S3Error.self) { try stand.client.delete("k", version: version) }
        #expect(error?.code == "AccessDenied")
        var options = S3PutOptions()
        options.retention = S3Retention(.compliance, until: until)
        try stand.put("l", "x", options)
        #expect(try stand.client.retention("l")?.mode == .compliance)
    }

    @Test func aFrozenObjectIsAskedForAndComesBack() throws {
        let stand = try S3Stand(MotoServer.shared())
        var options = S3PutOptions()
        options.storageClass = "GLACIER"
        try stand.put("k", "frozen", options)
        #expect(try stand.client.head("k").storageClass == "GLACIER")
        let error = #expect(throws: S3Error.self) { try stand.client.get("k", limit: 10) }
        #expect(error?.code == "InvalidObjectState")
        try stand.client.restore("k", days: 1, .bulk)
        guard case .done = try stand.client.head("k").restoration else {
            Issue.record("it is not restored")
            return
        }
        #expect(try stand.client.get("k", limit: 10) == Array("frozen".utf8))
    }

    @Test(
        "who may not, is told why",
        arguments: [
            (ServerRole.stranger, "InvalidAccessKeyId"), (.drill, "AccessDenied"),
        ]
    )
    func roles(role: ServerRole, code: String) throws {
        let stand = try S3Stand(SeaweedServer.shared())
        let other = try S3Stand(stand.bucket, as: role)
        let error = #expect(throws: S3Error.self) { try other.put("k", "x") }
        #expect(error?.code == code)
        #expect(try stand.bucket.keys() == [])
    }

    @Test func aMissingBucketIsNoMissingKey() throws {
        let access = try SeaweedServer.shared().access(.admin)
        let client = try S3Stand.client("test-that-is-not-there", access)
        let store = S3Store(try S3Address("s3://test-that-is-not-there"), client: client)
        for body: () throws -> Void in [
            { _ = try store.facts("k") }, { _ = try store.get("k", limit: 1) }, { _ = try store.list("") },
        ] {
            let error = #expect(throws: LifeboatError.self, performing: body)
            #expect(error?.code == .inputOutput && error?.hint?.contains("bucket") == true)
        }
    }

    @Test func aClockThatIsAnHourOffIsCorrected() throws {
        let server = try SeaweedServer.shared()
        let stand = try S3Stand(server)
        let late = ManualClock(SystemClock().now().adding(seconds: -3600))
        let client = try S3Stand.client(stand.bucket.name, server.access(.admin), clock: late)
        #expect(try client.list().isEmpty)
        #expect(throws: S3Error.self) { try client.head("k") }
    }
}
