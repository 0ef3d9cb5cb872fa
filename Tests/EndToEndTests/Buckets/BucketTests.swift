internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd {
    /// Tiers that are buckets of real servers.
    @Suite("Buckets", .serialized)
    struct BucketTests {
        @Test("the main job over two regions, and a restore after the first is gone for good")
        func twoRegions() throws {
            try withScratchDirectory { scratch in
                let own = try SeaweedServer.started(in: "\(scratch)/east")
                let tiers = [
                    BucketSite.BucketTier(name: "east", bucket: try TestBucket(on: own)),
                    BucketSite.BucketTier(
                        name: "west",
                        bucket: try TestBucket(on: SeaweedServer.shared(), keeping: .versions)
                    ),
                ]
                let drills = "drills:\n  - { tier: east, every: 1d }\n  - { tier: west, every: 1d }\n"
                let node = try BucketSite(at: "\(scratch)/node", tiers, rest: drills)
                try node.site.addRun("live", as: "exp1")
                let check = try node.lifeboat.run("policy", "check")
                #expect(check.ending == .exited(0), "\(check.out)\(check.notes)")
                let protect = try node.lifeboat.run("protect", "--json")
                #expect(protect.ending == .exited(0), "\(protect.notes)")
                let stored = try protect.document().array("tiers")
                #expect(stored.map { $0["tier"] } == ["east", "west"])
                #expect(stored.allSatisfy { ($0["objectsStored"]?.intValue ?? 0) > 0 })

                let again = try node.lifeboat.run("protect", "--json")
                #expect(try again.document().array("tiers").allSatisfy { $0["objectsStored"] == 0 })

                let drill = try node.lifeboat.run("drill", "--sample", "all", "--json")
                #expect(drill.ending == .exited(0), "\(drill.out)\(drill.notes)")
                for tier in ["east", "west"] {
                    let one = try node.lifeboat.run("drill", "--tier", tier, "--sample", "all", "--json")
                    #expect(one.ending == .exited(0), "\(one.out)\(one.notes)")
                    let proof = try #require(try one.document().array("drills").first)
                    #expect(proof["verdict"] == "passed" && proof["sampled"] == 1)
                }
                let status = try node.lifeboat.run("status", "--json")
                #expect(status.ending == .exited(0), "\(status.notes)")

                own.kill()
                try FileTree(node.site.source).remove()
                try FileTree(node.site.state).remove()
                let restore = try node.restore()
                #expect(restore.ending == .exited(0), "\(restore.notes)")
                #expect(restore.notes.contains("); trying again, 3 of "), "\(restore.notes)")
                #expect(try restore.document()["tier"] == "west")
                let bytes = try Descriptor.reading("\(node.site.place("back"))/weights/last.pt")
                    .contents(limit: 1 << 30)
                #expect(bytes == (try Fixtures.bytes("live/weights/last.pt")))
                for secret in node.secrets(tiers) {
                    for outcome in [check, protect, again, drill, status, restore] {
                        #expect(!outcome.out.contains(secret) && !outcome.notes.contains(secret))
                    }
                }
            }
        }

        @Test("an object with one changed byte fails the drill of its tier, and a protect mends it")
        func changed() throws {
            try BucketSite.inScratch { node, bucket in
                try node.site.addSmallRun("exp1")
                #expect(try node.lifeboat.run("protect").ending == .exited(0))
                let key = try #require(try bucket.keys("vault/objects/").first)
                try bucket.tamper(key) { $0[$0.count / 2] ^= 1 }
                let drill = try node.lifeboat.run("drill", "--tier", "store", "--json")
                #expect(drill.ending == .exited(2), "\(drill.out)")
                let check = try node.lifeboat.run("vault", "check", "--tier", "store", "--read-data")
                #expect(check.ending == .exited(2), "\(check.out)")
                let mend = try node.lifeboat.run("protect")
                #expect(mend.ending == .exited(0), "\(mend.notes)")
                let good = try node.lifeboat.run("vault", "check", "--tier", "store", "--read-data")
                #expect(good.ending == .exited(0), "\(good.out)\(good.notes)")
            }
        }

        @Test("keys that only the environment holds serve a drill as they serve everything else")
        func environment() throws {
            try BucketSite.inScratch(namesKeys: false) { node, bucket in
                try node.site.addSmallRun("exp1")
                let access = bucket.server.access(.writer)
                let keys = "AWS_ACCESS_KEY_ID=\(access.accessKey) AWS_SECRET_ACCESS_KEY=\(access.secretKey)"
                for verb in ["protect", "drill --tier store"] {
                    let run = try node.lifeboat.shell("\(keys) \"$LIFEBOAT\" \(verb)")
                    #expect(run.ending == .exited(0), "\(run.out)\(run.notes)")
                }
            }
        }

        @Test("a missing bucket, wrong keys and a dead server are told with the place and a remedy")
        func unreachable() throws {
            try withScratchDirectory { scratch in
                let bucket = try TestBucket(on: SeaweedServer.shared())
                let tiers = [
                    BucketSite.BucketTier(name: "good", bucket: bucket),
                    BucketSite.BucketTier(name: "stranger", bucket: bucket, role: .stranger),
                    BucketSite.BucketTier(name: "dead", bucket: bucket, endpoint: "http://127.0.0.1:9"),
                ]
                for tier in tiers.dropFirst() {
                    let node = try BucketSite(at: "\(scratch)/\(tier.name)", [tier])
                    try node.site.addSmallRun("exp1")
                    let protect = try node.lifeboat.run("protect", "--json")
                    #expect(protect.ending == .exited(1), "\(tier.name): \(protect.out)")
                    let finding = try #require(
                        try protect.document().array("findings").first { $0["code"] == "tier.unreachable" }
                    )
                    #expect(finding["hint"]?.stringValue?.isEmpty == false, "\(finding)")
                    let all = protect.out + protect.notes
                    #expect(node.secrets([tier]).allSatisfy { !all.contains($0) })
                }
            }
        }
    }
}
