internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd {
    /// The work on a bucket with the rights that `policy iam` prints, and no others.
    @Suite("Rights", .serialized)
    struct RightsTests {
        private static let drills = "drills:\n  - { tier: store, every: 1d }\n"

        @Test("each role does its work with its policy, and no other; evidence of who may only read waits")
        func roles() throws {
            try withScratchDirectory { scratch in
                let bucket = "lifeboat-rights"
                let policies = try printed(bucket, at: "\(scratch)/desk")
                let server = try SeaweedServer.started(in: "\(scratch)/server", policies: policies)
                let admin = try TestBucket(on: server, named: bucket)
                var tier = BucketSite.BucketTier(name: "store", bucket: admin)
                let node = try BucketSite(at: "\(scratch)/node", [tier], rest: Self.drills)
                try node.site.addSmallRun("exp1")
                let protect = try node.lifeboat.run("protect")
                #expect(protect.ending == .exited(0), "\(protect.out)\(protect.notes)")
                try keepsOut(.writer, server, bucket)
                let held = try admin.keys()

                tier.role = .drill
                let reader = try BucketSite(at: "\(scratch)/reader", [tier], rest: Self.drills)
                let drill = try reader.lifeboat.run("drill", "--json")
                #expect(drill.ending == .exited(0), "\(drill.out)\(drill.notes)")
                #expect(drill.out.contains("evidence.not-published"))
                tier.role = .reader
                let rescuer = try BucketSite(at: "\(scratch)/rescuer", [tier])
                let target = rescuer.site.place("back")
                let restore = try rescuer.lifeboat.run("restore", "train/exp1", "--to", target)
                #expect(restore.ending == .exited(0), "\(restore.out)\(restore.notes)")
                #expect(try FileTree(target).digests() == FileTree("\(node.site.source)/exp1").digests())
                #expect(try admin.keys() == held)

                // With rights to write, what waited in the outbox of the reader goes out.
                let writer = server.access(.writer)
                try reader.site.write(writer.accessKey, to: "keys/store.id")
                try reader.site.write(writer.secretKey, to: "keys/store.secret")
                try reader.site.addSmallRun("exp2")
                #expect(try reader.lifeboat.run("protect").ending == .exited(0))
                let show = try node.lifeboat.run("evidence", "show", "--tier", "store", "--json")
                #expect(try show.document().array("records").contains { $0["kind"] == "drill" })
                #expect(try node.lifeboat.run("evidence", "verify").ending == .exited(0))
            }
        }

        @Test("a reader's evidence goes to the tier that evidence.to names, at once")
        func elsewhere() throws {
            try withScratchDirectory { scratch in
                let bucket = "lifeboat-readers"
                let policies = try printed(bucket, at: "\(scratch)/desk")
                let server = try SeaweedServer.started(in: "\(scratch)/server", policies: policies)
                let admin = try TestBucket(on: server, named: bucket)
                var tier = BucketSite.BucketTier(name: "store", bucket: admin)
                let node = try BucketSite(at: "\(scratch)/node", [tier])
                try node.site.addSmallRun("exp1")
                #expect(try node.lifeboat.run("protect").ending == .exited(0))
                let held = try admin.keys()

                tier.role = .drill
                let own = "\(scratch)/own"
                let rest =
                    "  - { name: own, kind: directory, path: \(own), from: store }\n\(Self.drills)"
                    + "evidence: { to: [own] }\n"
                let reader = try BucketSite(at: "\(scratch)/reader", [tier], rest: rest)
                let make = try reader.lifeboat.run("vault", "init", "own", "--json")
                #expect(make.out.contains("\"own\""), "\(make.out)\(make.notes)")
                let drill = try reader.lifeboat.run("drill", "--json")
                #expect(drill.ending == .exited(0), "\(drill.out)\(drill.notes)")
                #expect(!drill.out.contains("evidence.not-published"), "\(drill.out)")
                let show = try reader.lifeboat.run("evidence", "show", "--tier", "own", "--json")
                #expect(try show.document().array("records").map { $0["kind"] } == ["drill"], "\(show.out)")
                let verify = try reader.lifeboat.run("evidence", "verify")
                #expect(verify.ending == .exited(0), "\(verify.out)\(verify.notes)")
                #expect(try admin.keys() == held)
            }
        }

        @Test("the role for pruning prunes and collects in a bucket with locks, and deletes no version")
        func pruning() throws {
            try withScratchDirectory { scratch in
                let bucket = "lifeboat-pruning"
                let lock = ", lock: { mode: governance, for: 1d }"
                let policies = try printed(bucket, at: "\(scratch)/desk", rest: lock)
                let server = try SeaweedServer.started(in: "\(scratch)/server", policies: policies)
                let admin = try TestBucket(on: server, keeping: .locks, named: bucket)
                var tier = BucketSite.BucketTier(name: "store", bucket: admin, rest: lock)
                let retention = "retention: { keepLast: 1, keepBest: false }\n"
                let node = try BucketSite(at: "\(scratch)/node", [tier], rest: retention)
                try node.site.addSmallRun("exp1")
                #expect(try node.lifeboat.run("protect").ending == .exited(0))
                try node.site.write("more\n", to: "runs/exp1/notes.txt")
                #expect(try node.lifeboat.run("protect").ending == .exited(0))
                let denied = try node.lifeboat.run("prune")
                #expect(denied.ending == .exited(1), "\(denied.out)")
                let versions = try admin.versions("vault/points/").count

                tier.role = .pruner
                let pruner = try BucketSite(at: "\(scratch)/pruner", [tier], rest: retention)
                let prune = try pruner.lifeboat.run("prune", "--json")
                #expect(prune.ending == .exited(0), "\(prune.out)\(prune.notes)")
                #expect(try prune.document().array("deleted").count == 1)
                for _ in 0..<2 {
                    let collect = try pruner.lifeboat.run("vault", "gc", "--grace", "1s")
                    #expect(collect.ending == .exited(0), "\(collect.out)\(collect.notes)")
                }
                #expect(try admin.keys("vault/points/").count == 1)
                #expect(try admin.versions("vault/points/").count == versions)
                let check = try node.lifeboat.run("vault", "check", "--read-data")
                #expect(check.ending == .exited(0), "\(check.out)\(check.notes)")
            }
        }

        /// The policies of the roles for a tier of `bucket`, as the program prints them. `rest` is more of
        /// the tier's keys, with a comma before each.
        private func printed(_ bucket: String, at path: String, rest: String = "") throws
            -> [ServerRole: String]
        {
            let site = try Site(at: path, tiers: [])
            try site.write(
                "version: 1\nname: site\nsources:\n  - { name: train, path: \(site.source) }\ntiers:\n"
                    + "  - { name: store, kind: s3, url: s3://\(bucket)/vault, region: us-east-1\(rest) }\n",
                to: "lifeboat.yaml"
            )
            let lifeboat = try Lifeboat(at: site)
            var policies: [ServerRole: String] = [:]
            let roles: [(ServerRole, String)] = [
                (.writer, "writer"), (.drill, "drill"), (.reader, "restore"), (.pruner, "prune"),
            ]
            for (role, name) in roles {
                let print = try lifeboat.run("policy", "iam", "--tier", "store", "--role", name)
                #expect(print.ending == .exited(0), "\(print.notes)")
                policies[role] = print.out
            }
            return policies
        }

        /// A writer deletes nothing, and writes nowhere else.
        private func keepsOut(_ role: ServerRole, _ server: SeaweedServer, _ bucket: String) throws {
            let client = try ReferenceClient.shared()
            for (call, key) in [("delete_object", "vault/lifeboat-vault.json"), ("put_object", "other/x")] {
                let refusal = #expect(throws: ServiceRefusal.self) {
                    _ = try client.call(
                        call,
                        ["Bucket": .string(bucket), "Key": .string(key)],
                        at: server.access(role)
                    )
                }
                #expect(refusal?.status == 403, "\(call) \(key)")
            }
        }
    }
}
