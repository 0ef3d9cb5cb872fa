internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd.BucketTests {
    /// Overwrites and deletes all that is below the prefix, as a thief of a writer's credentials can; no
    /// version is touched.
    private func ruin(_ bucket: TestBucket) throws {
        for (index, key) in try bucket.keys().enumerated() {
            if index % 3 != 0 { try bucket.put(key, Array("pay".utf8)) }
            if index % 3 != 1 { try bucket.delete(key) }
        }
    }

    @Test("a bucket whose every object was deleted or overwritten still restores, and says so")
    func tampered() throws {
        try BucketSite.inScratch(keeping: .versions) { node, bucket in
            try node.site.addRun("live", as: "exp1")
            #expect(try node.lifeboat.run("protect").ending == .exited(0))
            #expect(try node.lifeboat.run("vault", "check").ending == .exited(0))
            try ruin(bucket)
            let keys = try bucket.keys()
            #expect(try keys.allSatisfy { try bucket.get($0) == Array("pay".utf8) })

            let status = try node.lifeboat.run("status", "--json")
            #expect(codes(status).contains("vault.points-hidden"), "\(status.out)")
            let check = try node.lifeboat.run("vault", "check", "--json")
            #expect(check.ending == .exited(2), "\(check.out)")
            #expect(codes(check).isSuperset(of: ["vault.points-hidden", "vault.objects-hidden"]))
            let drill = try node.lifeboat.run("drill", "--tier", "store", "--sample", "all", "--json")
            #expect(drill.ending == .exited(2), "\(drill.out)")
            let proof = try #require(try drill.document().array("drills").first)
            let told = Set(try proof.array("findings").map { try $0.string("code") })
            #expect(told.isSuperset(of: ["vault.points-hidden", "vault.objects-hidden"]), "\(told)")
            // All that is wrong is that it had to be read from older versions.
            let wrong = try proof.array("findings").filter { $0["severity"] == "error" }
            #expect(try wrong.allSatisfy { try $0.string("code").hasSuffix("-hidden") }, "\(wrong)")

            try FileTree(node.site.source).remove()
            try FileTree(node.site.state).remove()
            let restore = try node.restore()
            #expect(restore.ending == .exited(0), "\(restore.notes)")
            #expect(codes(restore).contains("vault.objects-hidden"))
            for file in ["weights/last.pt", "args.yaml", "results.csv"] {
                let bytes = try Descriptor.reading("\(node.site.place("back"))/\(file)").contents(
                    limit: 1 << 30
                )
                #expect(bytes == (try Fixtures.bytes("live/\(file)")), "\(file)")
            }
        }
    }

    @Test("a check and a protect write everything anew after that")
    func mended() throws {
        try BucketSite.inScratch(keeping: .versions) { node, bucket in
            try node.site.addSmallRun("exp1")
            #expect(try node.lifeboat.run("protect").ending == .exited(0))
            try ruin(bucket)
            // The source is gone too: only older versions can mend it.
            try FileTree(node.site.source).remove()
            let check = try node.lifeboat.run("vault", "check", "--read-data", "--json")
            #expect(check.ending == .exited(2), "\(check.out)")
            _ = try node.lifeboat.run("protect")
            let good = try node.lifeboat.run("vault", "check", "--read-data", "--json")
            #expect(good.ending == .exited(0), "\(good.out)\(good.notes)")
            #expect(codes(good).isEmpty)
            let restore = try node.restore()
            #expect(restore.ending == .exited(0) && !codes(restore).contains("vault.objects-hidden"))
        }
    }

    @Test("what a prune deletes from a bucket with versions stays away")
    func pruned() throws {
        let retention = "retention: { keepLast: 1 }\n"
        try BucketSite.inScratch(keeping: .versions, role: .admin, rest: retention) { node, bucket in
            try node.site.addSmallRun("exp1")
            #expect(try node.lifeboat.run("protect").ending == .exited(0))
            try node.site.write("more\n", to: "runs/exp1/notes.txt")
            #expect(try node.lifeboat.run("protect").ending == .exited(0))
            #expect(try bucket.keys("vault/points/").count == 2)
            let prune = try node.lifeboat.run("prune")
            #expect(prune.ending == .exited(0), "\(prune.notes)")
            #expect(try bucket.keys("vault/points/").count == 1)
            let check = try node.lifeboat.run("vault", "check", "--json")
            #expect(check.ending == .exited(0) && codes(check).isEmpty, "\(check.out)")
            #expect(try check.document().array("vaults").first?["points"] == 1)
        }
    }

    private func codes(_ outcome: Outcome) -> Set<String> {
        guard let findings = try? outcome.document()["findings"]?.arrayValue else { return [] }
        return Set(findings.compactMap { $0["code"]?.stringValue })
    }
}
