import LifeboatCore
import LifeboatTestSupport
import Testing

/// The proxy in front of real servers.
struct ProxiedServerTests {
    private func check(_ server: any ObjectServer) throws {
        let proxy = try FaultProxy(to: server)
        let bucket = try TestBucket(on: server)
        let client = try ReferenceClient.shared()
        let access = server.access(.admin).at(proxy.endpoint)
        let place: [String: JSON] = ["Bucket": .string(bucket.name), "Key": "k"]
        let bytes = Site.noise(5 << 20, seed: 3)
        let body = ReferenceClient.binary(bytes)
        _ = try client.call("put_object", place.merging(["Body": body]) { $1 }, at: access)
        #expect(try bucket.get("k") == bytes)
        let answer = try client.call("get_object", place, at: access)
        #expect(try ReferenceClient.bytes(answer["Body"]) == bytes)
        #expect(try client.call("head_object", place, at: access).int("ContentLength") == bytes.count)
        let listed = try client.list(
            "list_objects_v2",
            "Contents",
            ["Bucket": place["Bucket"] ?? ""],
            at: access
        )
        #expect(try listed.map { try $0.string("Key") } == ["k"])
        #expect(proxy.records.flatMap(\.statuses) == [200, 200, 200, 200])
        #expect(proxy.faults.isEmpty)
    }

    @Test func seaweedIsTheSameBehindIt() throws { try check(SeaweedServer.shared()) }

    @Test func rcloneIsTheSameBehindIt() throws { try check(RcloneServer.shared()) }

    @Test func motoIsTheSameBehindIt() throws { try check(MotoServer.shared()) }

    @Test(arguments: [UInt64(1), 2, 3])
    func whoTriesAgainGetsThrough(seed: UInt64) throws {
        let server = try SeaweedServer.shared()
        let plan = FaultPlan.seeded(seed, rate: 0.5, kinds: FaultKind.quick, inARow: 2)
        let proxy = try FaultProxy(to: server, plan: plan)
        let bucket = try TestBucket(on: server)
        let client = try ReferenceClient.shared()
        let access = server.access(.admin).at(proxy.endpoint)
        for index in 0..<10 {
            let bytes = Site.noise(50_000, seed: UInt64(index))
            let place: [String: JSON] = ["Bucket": .string(bucket.name), "Key": .string("k\(index)")]
            let put = place.merging(["Body": ReferenceClient.binary(bytes)]) { $1 }
            let wasPut = (0..<3).contains { _ in (try? client.call("put_object", put, at: access)) != nil }
            #expect(wasPut, "\(proxy.story)")
            let wasGot = (0..<3).contains { _ in
                let answer = try? client.call("get_object", place, at: access)
                return (try? ReferenceClient.bytes(answer?["Body"])) == bytes
            }
            #expect(wasGot, "\(proxy.story)")
            #expect(try bucket.get("k\(index)") == bytes)
        }
        #expect(proxy.faults.count >= 3)
    }
}
