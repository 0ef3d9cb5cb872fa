internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// What is named is what is meant, or the answer says what could have been.
@Suite("Names on the command line")
struct NamingTests {
    @Test("a drill of what is no tier proves nothing", arguments: ["x", "tiers/disk", "/tmp"])
    func drill(_ tier: String) throws {
        try withScratchDirectory { scratch in
            let run = CommandRun(["drill", "--tier", tier], at: try Site(at: scratch))
            #expect(run.status == 64 && run.bytes == [])
            #expect(run.notes.contains("there is no tier \"\(tier)\""), "\(run.notes)")
        }
    }

    @Test("a prune of what is no tier prunes nothing")
    func prune() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            #expect(CommandRun(["protect"], at: site).status == 0)
            let run = CommandRun(["prune", "--tier", site.vault("disk")], at: site)
            #expect(run.status == 64 && run.bytes == [], "\(run.notes)")
        }
    }

    @Test("without drills nothing is proven, and that is no success", arguments: [[], ["--now"]])
    func noDrills(_ words: [String]) throws {
        try withScratchDirectory { scratch in
            let run = CommandRun(["drill"] + words, at: try Site(at: scratch))
            #expect(run.status == 1 && run.bytes == [])
            #expect(run.notes.contains("the policy has no drills, so nothing is proven"), "\(run.notes)")
            #expect(run.notes.contains("`lifeboat drill --tier disk`"), "\(run.notes)")
        }
    }

    @Test("a vault by its path, without a policy; the last part of a name; a directory; two points")
    func names() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let environment = ["HOME": scratch, "LIFEBOAT_STATE": "\(scratch)/state-2"]
            let words = ["restore", "train/exp1", "--to", "\(scratch)/back", "--from", site.vault("disk")]
            let restore = CommandRun(words, environment: environment)
            #expect(restore.status == 0, "\(restore.notes)")
            let ls = CommandRun(["ls", "exp1"], at: site)
            #expect(ls.status == 1 && ls.notes.contains("Did you mean train/exp1?"), "\(ls.notes)")
            let get = CommandRun(["get", "train/exp1", "weights"], at: site)
            #expect(get.status == 1 && get.notes.contains("weights: is a directory"), "\(get.notes)")
            let marker = ["get", "train/exp1", "args.yaml", "--force", "--out"]
            let into = CommandRun(marker + [site.vault("disk") + "/lifeboat-vault.json"], at: site)
            #expect(into.status == 1 && into.notes.contains("lies in the vault"), "\(into.notes)")
            let diff = CommandRun(["diff", "train/exp1", "best", "newest"], at: site)
            #expect(
                diff.out.wholeMatch(of: /best and newest are the same point, [0-9a-f]{12} of .*\n/) != nil
            )
        }
    }

    @Test("get writes under the longest name that there is, and leaves nothing else")
    func longName() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let place = try Directory.make("\(scratch)/place")
            let name = String(repeating: "n", count: 255)
            let get = CommandRun(
                ["get", "train/exp1", "args.yaml", "--out", "\(place.path)/\(name)"],
                at: site
            )
            #expect(get.status == 0, "\(get.notes)")
            #expect(try place.names() == [Array(name.utf8)])
        }
    }

    @Test("where no tier can be reached, there is no table of them")
    func noTier() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            #expect(CommandRun(["protect"], at: site).status == 0)
            try Directory(scratch).rename(FileName("tiers"), to: FileName("gone"))
            let run = CommandRun(["protect"], at: site)
            #expect(run.status == 1 && run.bytes == [], "\(run.out)")
        }
    }
}
