internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd.BucketTests {
    @Test(
        "a customer's key goes over TLS to a server that the tier's authorities vouch for, and is not shown"
    )
    func customerKey() throws {
        try withScratchDirectory { scratch in
            let server = try SeaweedServer.shared()
            let bucket = try TestBucket(on: server)
            let authority = try TestAuthority("authority", in: scratch)
            let identity = try authority.identity("store", for: ["DNS:localhost"])
            let port = try #require(server.endpoint.split(separator: ":").last.flatMap { Int($0) })
            let front = try TLSFront(to: port, identity, protocols: ["http/1.1"], in: scratch)
            defer { front.stop() }
            let key = Base64.encode(Site.noise(32, seed: 5))
            let endpoint = "https://localhost:\(front.port)"
            func tier(_ rest: String) -> BucketSite.BucketTier {
                BucketSite.BucketTier(name: "store", bucket: bucket, endpoint: endpoint, rest: rest)
            }
            let trust = ", certificates: \"\(authority.certificates)\""
            let file = "\(scratch)/node/keys/customer"
            let encryption = ", encryption: { sse: SSE-C, customerKey: \"file:\(file)\" }"
            let node = try BucketSite(at: "\(scratch)/node", [tier(trust + encryption)])
            try node.site.write(key + "\n", to: "keys/customer")
            try node.site.addSmallRun("exp1")
            let protect = try node.lifeboat.run("protect", "--json")
            #expect(protect.ending == .exited(0), "\(protect.notes)")
            let restore = try node.restore()
            #expect(restore.ending == .exited(0), "\(restore.notes)")
            let show = try node.lifeboat.run("policy", "show")
            #expect(show.out.contains("customerKey"))
            for outcome in [protect, restore, show] {
                #expect(!outcome.out.contains(key) && !outcome.notes.contains(key))
            }
            // Without the key nothing can be read.
            let object = try #require(try bucket.keys("vault/objects/").first)
            #expect(throws: (any Error).self) { try bucket.get(object) }

            // Without the authority nothing is sent.
            let strange = try BucketSite(at: "\(scratch)/strange", [tier("")])
            try strange.site.addSmallRun("exp1")
            let refused = try strange.lifeboat.run("protect")
            #expect(refused.ending == .exited(1) && refused.notes.contains("certificate"), "\(refused.notes)")
        }
    }
}
