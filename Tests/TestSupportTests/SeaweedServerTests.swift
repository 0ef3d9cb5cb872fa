import LifeboatCore
import LifeboatTestSupport
import Testing

/// The shared SeaweedFS does what the tests of the S3 tier rely on.
struct SeaweedServerTests {
    private func refused(_ code: String, _ body: () throws -> Void) {
        let error = #expect(throws: ServiceRefusal.self, performing: body)
        #expect(error?.code == code)
    }

    @Test func keepsObjectsOfABucketApart() throws {
        let server = try SeaweedServer.shared()
        let (one, other) = (try TestBucket(on: server), try TestBucket(on: server))
        let bytes = Site.noise(300_000, seed: 1)
        try one.put("a/b c+é", bytes)
        #expect(try one.get("a/b c+é") == bytes)
        #expect(try one.keys() == ["a/b c+é"])
        #expect(try other.keys() == [])
        refused("NoSuchKey") { _ = try other.get("a/b c+é") }
    }

    @Test func versionsComeBack() throws {
        let bucket = try TestBucket(on: SeaweedServer.shared(), keeping: .versions)
        try bucket.put("k", [1])
        try bucket.put("k", [2])
        try bucket.delete("k")
        let versions = try bucket.versions()
        #expect(versions.count == 2)
        #expect(try bucket.deleteMarkers().count == 1)
        #expect(try bucket.keys() == [])
        let oldest = try #require(versions.last).string("VersionId")
        #expect(try bucket.get("k", version: oldest) == [1])
    }

    @Test func locksHold() throws {
        let bucket = try TestBucket(on: SeaweedServer.shared(), keeping: .locks)
        let answer = try bucket.call(
            "put_object",
            [
                "Key": "k", "Body": ReferenceClient.binary([1]), "ObjectLockMode": "COMPLIANCE",
                "ObjectLockRetainUntilDate": ["$time": "2090-01-01T00:00:00+00:00"],
            ]
        )
        refused("AccessDenied") { try bucket.delete("k", version: answer.string("VersionId")) }
        try bucket.delete("k")
        #expect(try bucket.get("k", version: answer.string("VersionId")) == [1])
    }

    @Test func rolesMayWhatTheySay() throws {
        let server = try SeaweedServer.shared()
        let bucket = try TestBucket(on: server, keeping: .versions)
        try bucket.put("k", [1])
        let client = try ReferenceClient.shared()
        func may(_ role: ServerRole, _ operation: String, _ more: [String: JSON]) throws -> Bool {
            let arguments = more.merging(["Bucket": .string(bucket.name)]) { $1 }
            do {
                try client.call(operation, arguments, at: server.access(role))
                return true
            } catch let refusal as ServiceRefusal where refusal.status == 403 {
                return false
            }
        }
        let key: [String: JSON] = ["Key": "k"]
        let new: [String: JSON] = ["Key": "new", "Body": ReferenceClient.binary([2])]
        for (operation, arguments, roles) in [
            ("get_object", key, [ServerRole.admin, .writer, .reader, .drill, .pruner]),
            ("list_objects_v2", [:], [.admin, .writer, .reader, .drill, .pruner]),
            ("list_object_versions", [:], [.admin, .writer, .reader, .pruner]),
            ("get_bucket_versioning", [:], [.admin, .writer, .reader, .pruner]),
            ("put_object", new, [.admin, .writer, .pruner]),
            ("create_multipart_upload", ["Key": "parts"], [.admin, .writer, .pruner]),
            ("delete_object", key, [.admin, .pruner]),
        ] {
            let allowed = try ServerRole.allCases.filter { try may($0, operation, arguments) }
            #expect(allowed == roles, "\(operation)")
        }
    }

    @Test func aKilledServerComesBackWithWhatItHeld() throws {
        try withScratchDirectory { path in
            let server = try SeaweedServer.started(in: "\(path)/server")
            let bucket = try TestBucket(on: server)
            let bytes = Site.noise(5 << 20, seed: 2)
            try bucket.put("k", bytes)
            server.kill()
            #expect(server.process.hasEnded)
            #expect(throws: ServiceRefusal.self) { try bucket.get("k") }
            try server.start()
            #expect(try bucket.get("k") == bytes)
            try bucket.put("l", [1])
            #expect(try bucket.keys() == ["k", "l"])
            server.kill()
        }
    }
}
