internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// Where a restore refuses to write, and what it says when it is done.
@Suite("Target of a restore")
struct RestoreTargetTests {
    @Test("a tier, local state and the policy are no targets, in them, around them and by links")
    func refused() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let directory = try Directory(scratch)
            for (name, destination) in [("up", "."), ("to-state", "state"), ("to-disk", "tiers/disk")] {
                try directory.makeLink(FileName(name), to: Array(destination.utf8))
            }
            _ = try Directory.make("\(scratch)/sub/deep")
            for target in [
                "state", "state/new", "to-state", "to-state/new/run", "tiers", "tiers/disk", "tiers/disk/new",
                "to-disk", "to-disk/new", ".", "sub/..", "up", "up/up", "up/tiers",
            ] {
                for force in [[], ["--force"]] {
                    let run = CommandRun(["restore", "train/exp1", "--to", target] + force, at: site)
                    #expect(run.status == 1, "\(target): \(run.out)")
                    #expect(run.notes.contains("nothing is restored there"), "\(target): \(run.notes)")
                    #expect(run.notes.contains("--to DIR"), "\(target)")
                }
            }
            // The policy alone, with everything else elsewhere.
            let policy = "\(scratch)/sub/deep/lifeboat.yaml"
            try site.write(
                Descriptor.reading(site.policy).contents(limit: 1 << 20),
                to: "sub/deep/lifeboat.yaml"
            )
            for target in ["sub", "sub/deep", "sub/deep/.", "up/sub"] {
                let run = CommandRun(
                    ["restore", "train/exp1", "--to", target, "--policy", policy],
                    at: site
                )
                #expect(run.status == 1 && run.notes.contains("holds the policy"), "\(run.notes)")
            }
            let beside = CommandRun(
                ["restore", "train/exp1", "--to", "sub/deep/run", "--policy", policy],
                at: site
            )
            #expect(beside.status == 0, "\(beside.notes)")
        }
    }

    @Test(
        "the summary says that the table was cut back, and what is missing before the command that needs it"
    )
    func summary() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addRun("live", as: "exp1")
            var table = try Fixtures.bytes("live/results.csv")
            let last = try #require(table.split(separator: 0x0A).last).map { $0 }
            table += Array("99".utf8) + last.drop { $0 != 0x2C } + [0x0A]
            try site.write(table, to: "runs/exp1/results.csv")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let run = CommandRun(["restore", "train/exp1", "--to", "back"], at: site)
            #expect(run.status == 0, "\(run.notes)")
            let lines = run.out.split(separator: "\n")
            let cut = try #require(lines.first { $0.contains("results.csv is cut back") })
            #expect(cut.contains("left out"), "\(cut)")
            let missing = try #require(lines.firstIndex { $0.contains("first bring the data set") })
            let command = try #require(lines.firstIndex { $0.contains("continue with:") })
            #expect(missing < command)
        }
    }
}
