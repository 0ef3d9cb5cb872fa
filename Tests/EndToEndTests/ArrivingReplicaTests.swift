internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd {
    /// A replica into which somebody else replicates: its newest manifest is there before its objects.
    @Suite("Replicas on their way")
    struct ArrivingReplicaTests {
        /// A site whose replica lacks an object of its newest point, and the rest of whose policy says how
        /// long that may be so.
        private func site(at path: String, lag: String) throws -> (Site, Lifeboat) {
            let rest = "objectives:\n  replica: { lag: \(lag) }\n"
            let site = try Site(at: path, rest: rest)
            let lifeboat = try Lifeboat(at: site)
            try site.addSmallRun("exp1")
            #expect(try lifeboat.run("protect").ending == .exited(0))
            let replica = FileTree(site.vault("replica"))
            let before = Set(try replica.digests().keys)
            try site.write("more\n", to: "runs/exp1/notes.txt")
            #expect(try lifeboat.run("protect").ending == .exited(0))
            let new = try replica.digests().keys.filter {
                !before.contains($0) && $0.hasPrefix("objects/")
            }
            let object = try #require(new.min())
            #expect(try Directory(site.vault("replica")).removeFile(FileName(object)))
            return (site, lifeboat)
        }

        private func state(_ lifeboat: Lifeboat) throws -> JSON? {
            try lifeboat.run("status", "--json").document().array("experiments").first?
                .array("tiers").first { $0["tier"] == "replica" }?["state"]
        }

        @Test("within the lag objective the point is arriving, and what is there is proven")
        func early() throws {
            try withScratchDirectory { scratch in
                let (_, lifeboat) = try site(at: scratch, lag: "1h")
                #expect(try state(lifeboat) == "arriving")
                let check = try lifeboat.run("vault", "check", "--tier", "replica", "--json")
                #expect(check.ending == .exited(0), "\(check.out)")
                #expect(check.out.contains("vault.point-arriving"))
                let drill = try lifeboat.run("drill", "--tier", "replica", "--sample", "all", "--json")
                #expect(drill.ending == .exited(0), "\(drill.out)\(drill.notes)")
                let proof = try #require(try drill.document().array("drills").first)
                #expect(proof["sampled"] == 1 && drill.out.contains("drill.point-arriving"), "\(proof)")
            }
        }

        @Test("when the objective is over, it is damaged, and checks and drills fail")
        func late() throws {
            try withScratchDirectory { scratch in
                let (site, lifeboat) = try site(at: scratch, lag: "1s")
                // The objective, and no more: what is asked for is that it is over.
                _ = try lifeboat.shell("sleep 1.1")
                #expect(try state(lifeboat) == "damaged")
                let check = try lifeboat.run("vault", "check", "--tier", "replica")
                #expect(check.ending == .exited(2), "\(check.out)\(check.notes)")
                let drill = try lifeboat.run("drill", "--tier", "replica", "--sample", "all")
                #expect(drill.ending == .exited(2), "\(drill.out)\(drill.notes)")
                // A protect brings what is missing.
                #expect(try lifeboat.run("protect").ending == .exited(0))
                #expect(try lifeboat.run("vault", "check").ending == .exited(0))
                #expect(try FileTree(site.vault("replica")).digests().count > 0)
            }
        }
    }
}
