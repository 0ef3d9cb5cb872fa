internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd {
    /// Disks that go away and come back.
    @Suite("A disk that comes back", .serialized)
    struct ReturnTests {
        @Test("after another vault took its place: drills are good, and still see a loss")
        func cameBack() throws {
            try withScratchDirectory { scratch in
                let site = try Site(at: scratch)
                try site.addSmallRun("exp1")
                let lifeboat = try Lifeboat(at: site)
                let tiers = try Directory(site.place("tiers"))
                func expect(_ words: String..., code: Int32 = 0) throws {
                    let outcome = try lifeboat.finish(lifeboat.start(words))
                    #expect(outcome.ending == .exited(code), "\(words): \(outcome.out) \(outcome.notes)")
                }
                try expect("protect")
                try tiers.rename(FileName("disk"), to: FileName("away"))
                try expect("vault", "init", "disk")
                try expect("protect")
                try FileTree(site.vault("disk")).remove()
                try tiers.rename(FileName("away"), to: FileName("disk"))
                try expect("vault", "init", "disk")
                try expect("protect")
                try expect("drill", "--tier", "disk", "--sample", "all")
                try expect("vault", "check")
                let points = try FileTree(site.vault("disk") + "/points").names()
                    .filter { $0.hasSuffix(".json") }
                #expect(points.count == 2)
                // What the vault itself held and lost is a loss as before; names of points begin with their
                // time.
                let newest = try #require(points.max())
                try Directory(site.vault("disk") + "/points").removeFile(FileName(newest))
                try expect("drill", "--tier", "disk", "--sample", "all", code: 2)
            }
        }
    }
}
