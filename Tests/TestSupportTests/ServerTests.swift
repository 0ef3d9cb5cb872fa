import LifeboatCore
import LifeboatTestSupport
import Testing

/// The smaller servers start and answer, and a server that does not start says why.
struct ServerTests {
    @Test func rcloneKeepsObjectsAsFiles() throws {
        let server = try RcloneServer.shared()
        let bucket = try TestBucket(on: server)
        let bytes = Site.noise(100_000, seed: 1)
        try bucket.put("a/b", bytes)
        #expect(try bucket.get("a/b") == bytes)
        #expect(try bucket.keys() == ["a/b"])
        #expect(try FileTree("\(server.files)/\(bucket.name)").names() == ["a/b"])
        #expect(throws: ServiceRefusal.self) {
            try ReferenceClient.shared().call("list_buckets", at: server.access(.stranger))
        }
    }

    @Test func motoHasColdClassesAndSnapshots() throws {
        let server = try MotoServer.shared()
        let bucket = try TestBucket(on: server)
        let body = ReferenceClient.binary([1])
        try bucket.call("put_object", ["Key": "cold", "Body": body, "StorageClass": "GLACIER"])
        let error = #expect(throws: ServiceRefusal.self) { _ = try bucket.get("cold") }
        #expect(error?.code == "InvalidObjectState")
        let client = try ReferenceClient.shared()
        let snapshot = try client.call(
            "start_snapshot",
            ["VolumeSize": 1],
            at: server.access(.admin),
            service: "ebs"
        )
        let found = try client.list(
            "describe_snapshots",
            "Snapshots",
            ["SnapshotIds": [.string(snapshot.string("SnapshotId"))]],
            at: server.access(.admin),
            service: "ec2"
        )
        #expect(found.count == 1)
    }

    @Test func aServerThatEndsTellsItsLog() throws {
        try withScratchDirectory { path in
            let process = ServerProcess("broken", ["bash", "-c", "echo no port; exit 3"], directory: path)
            let error = #expect(throws: LifeboatError.self) { try process.start { false } }
            #expect(error?.message.contains("no port") == true)
            #expect(process.hasEnded)
        }
    }

    @Test func portsAreGivenOutOnce() throws {
        let ports = try FreePorts.take(50) + FreePorts.take(50)
        #expect(Set(ports).count == 100)
    }
}
