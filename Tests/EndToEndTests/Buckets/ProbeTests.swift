internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd.BucketTests {
    @Test("vault init says what each store does, and what of the policy it does not bear")
    func probed() throws {
        try withScratchDirectory { scratch in
            let tiers = [
                BucketSite.BucketTier(
                    name: "full",
                    bucket: try TestBucket(on: SeaweedServer.shared(), keeping: .locks),
                    rest: ", lock: { mode: governance, for: 30d }"
                ),
                BucketSite.BucketTier(name: "poor", bucket: try TestBucket(on: RcloneServer.shared())),
            ]
            let rest = "retention: { keepLast: 2 }\n"
            let node = try BucketSite(at: "\(scratch)/node", tiers, rest: rest)
            let first = try node.lifeboat.run("vault", "init", "--json")
            #expect(first.ending == .exited(0), "\(first.out)\(first.notes)")
            let stores = try first.document().array("vaults").map { $0["store"] }
            #expect(stores.first??["conditionalWrites"] == true && stores.first??["checksums"] == true)
            #expect(stores.first??["versioning"] == "enabled" && stores.first??["deletion"] == false)
            #expect(stores.first??["objectLock"]?["enabled"] == true)
            #expect(stores.last??["conditionalWrites"] == false && stores.last??["checksums"] == false)
            #expect(stores.last??["versioning"] != "enabled" && stores.last??["deletion"] == true)
            // A writer that may not delete cannot prune.
            #expect(try first.document().array("findings").map { $0["code"] } == ["store.no-deletion"])
            let text = try node.lifeboat.run("vault", "init")
            #expect(text.ending == .exited(0))
            #expect(text.out.contains("  Object Lock: yes\n  these credentials may delete: no\n"))
            #expect(text.out.contains("  conditional writes: no\n"))
        }
    }

    @Test("a lock that the bucket cannot give is an error of vault init")
    func unlockable() throws {
        try withScratchDirectory { scratch in
            let tier = BucketSite.BucketTier(
                name: "store",
                bucket: try TestBucket(on: SeaweedServer.shared(), keeping: .versions),
                rest: ", lock: { mode: compliance, for: 1d }"
            )
            let node = try BucketSite(at: "\(scratch)/node", [tier])
            let made = try node.lifeboat.run("vault", "init", "--json")
            #expect(made.ending == .exited(1), "\(made.out)")
            let codes = try made.document().array("findings").compactMap { $0["code"]?.stringValue }
            #expect(codes.contains("store.no-object-lock"), "\(made.out)")
        }
    }

    @Test("a tier with a lock locks what it publishes, and a restore reads it")
    func locked() throws {
        try withScratchDirectory { scratch in
            let bucket = try TestBucket(on: SeaweedServer.shared(), keeping: .locks)
            let tier = BucketSite.BucketTier(
                name: "store",
                bucket: bucket,
                rest: ", lock: { mode: governance, for: 30d }"
            )
            let node = try BucketSite(at: "\(scratch)/node", [tier])
            try node.site.addSmallRun("exp1")
            let protect = try node.lifeboat.run("protect", "--json")
            #expect(protect.ending == .exited(0), "\(protect.notes)")
            let keys = try bucket.keys("vault/")
            #expect(keys.contains { $0.hasPrefix("vault/points/") })
            for key in keys {
                let answer = try bucket.call("get_object_retention", ["Key": .string(key)])
                #expect(answer["Retention"]?["Mode"] == "GOVERNANCE", "\(key)")
            }
            let restore = try node.lifeboat.run("restore", "train/exp1", "--to", node.site.place("back"))
            #expect(restore.ending == .exited(0), "\(restore.notes)")
        }
    }

    @Test("the bucket stands in the host's name where the tier says so")
    func addressed() throws {
        try withScratchDirectory { scratch in
            let bucket = try TestBucket(on: SeaweedServer.shared())
            // Names below `localhost` lead to this machine everywhere, and the server takes buckets from
            // them.
            let endpoint = bucket.server.access(.writer).endpoint.replacing("127.0.0.1", with: "localhost")
            let tier = BucketSite.BucketTier(
                name: "store",
                bucket: bucket,
                endpoint: endpoint,
                rest: ", addressing: virtual"
            )
            let node = try BucketSite(at: "\(scratch)/node", [tier])
            try node.site.addSmallRun("exp1")
            let protect = try node.lifeboat.run("protect")
            #expect(protect.ending == .exited(0), "\(protect.notes)")
            #expect(try !bucket.keys("vault/points/").isEmpty)
        }
    }
}
