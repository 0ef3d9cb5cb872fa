internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd {
    /// A replica in a bucket beside a first bucket that loses what it held.
    @Suite("Replicas", .serialized)
    struct ReplicaTests {
        /// What is deleted in the first bucket behind everybody's back.
        enum Loss: CaseIterable {
            case oneManifest, manifests, objects, everything

            func keys(of bucket: TestBucket) throws -> [String] {
                switch self {
                case .oneManifest: try bucket.keys("vault/points/").suffix(1)
                case .manifests: try bucket.keys("vault/points/")
                case .objects: try bucket.keys("vault/objects/")
                case .everything: try bucket.keys("vault/")
                }
            }
        }

        @Test(
            "no deletion travels: what is lost in the first bucket stays in the replica",
            arguments: Loss.allCases
        )
        func deletions(_ loss: Loss) throws {
            try withScratchDirectory { scratch in
                let server = try SeaweedServer.shared()
                let (first, replica) = (try TestBucket(on: server), try TestBucket(on: server))
                let tiers = [("east", first), ("west", replica)].map {
                    BucketSite.BucketTier(name: $0, bucket: $1)
                }
                let node = try BucketSite(at: "\(scratch)/node", tiers)
                try node.site.addSmallRun("exp1")
                #expect(try node.lifeboat.run("protect").ending == .exited(0))
                let before = try FileTree("\(node.site.source)/exp1").digests()
                try node.site.write("more\n", to: "runs/exp1/notes.txt")
                #expect(try node.lifeboat.run("protect").ending == .exited(0))
                let held = try replica.keys()

                for key in try loss.keys(of: first) { try first.delete(key) }
                let check = try node.lifeboat.run("vault", "check", "--tier", "east", "--json")
                #expect(check.ending == .exited(loss == .everything ? 1 : 2), "\(check.out)\(check.notes)")
                // With the source gone as well, nothing but the replica holds what was deleted.
                try FileTree(node.site.source).remove()
                _ = try node.lifeboat.run("protect")
                #expect(Set(try replica.keys()).isSuperset(of: held))

                let drill = try node.lifeboat.run("drill", "--tier", "west", "--sample", "all", "--json")
                #expect(drill.ending == .exited(0), "\(drill.out)\(drill.notes)")
                let proof = try #require(try drill.document().array("drills").first)
                #expect(proof["sampled"] == 2)
                let oldest = try #require(
                    try node.lifeboat.run("ls", "train/exp1", "--tier", "west", "--json").document()
                        .array("points").last?["point"]?.stringValue
                )
                let back = node.site.place("back")
                let restore = try node.lifeboat.run(
                    "restore",
                    "train/exp1",
                    "--from",
                    "west",
                    "--point",
                    oldest,
                    "--to",
                    back
                )
                #expect(restore.ending == .exited(0), "\(restore.notes)")
                #expect(try FileTree(back).digests() == before)
            }
        }
    }
}
