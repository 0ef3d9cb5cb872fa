internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// Places that cannot be used, and what is said of them.
@Suite("Unusable places")
struct StateTests {
    @Test(
        "without HOME and without a state directory nothing is written anywhere",
        arguments: [[:], ["HOME": ""]]
    )
    func noHome(_ home: [String: String]) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            var environment = home
            environment["LIFEBOAT_POLICY"] = site.policy
            let run = CommandRun(["protect"], environment: environment)
            #expect(run.status == 1 && run.bytes == [])
            #expect(
                run.notes == """
                    error: there is no place for local state: HOME is not set
                      hint: Set HOME, or name a directory with LIFEBOAT_STATE.

                    """
            )
            environment["LIFEBOAT_STATE"] = site.state
            #expect(CommandRun(["protect"], environment: environment).status == 0)
            // A home directory that nobody knows is no root directory either.
            try site.write("version: 1\nname: s\nsources: [ { name: t, path: ~/x } ]\n", to: "lifeboat.yaml")
            let check = CommandRun(["policy", "check"], environment: environment)
            #expect(check.status == 78 && check.out.contains("no home directory is known"), "\(check.out)")
        }
    }

    @Test("a state directory that is a file: which, why, and what to do")
    func unusableState() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.write("", to: "state")
            for verb in [["protect"], ["status"]] {
                let run = CommandRun(verb, at: site)
                #expect(run.status == 1 && run.bytes == [])
                let hint =
                    "A file stands where a directory belongs: check the path."
                    + " LIFEBOAT_STATE names another directory."
                let what = "the directory of local state cannot be used: cannot open: Not a directory"
                #expect(
                    run.notes == """
                        error: \(site.state): \(what)
                          hint: \(hint)

                        """
                )
            }
        }
    }

    @Test("a vault whose only manifest is cut off is damaged, not empty")
    func cutManifest() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"])
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let points = try FileTree(site.vault("disk") + "/points").names()
            #expect(points.count == 1)
            try site.write("{\"schema\":", to: "tiers/disk/points/\(points[0])")
            let vault = site.vault("disk")
            for words in [
                ["restore", "train/exp1", "--to", site.place("back")], ["ls", "train/exp1"],
                ["get", "train/exp1", "args.yaml"], ["diff", "train/exp1", "a"], ["plan", "train/exp1"],
            ] {
                let run = CommandRun(words + ["--vault", vault], at: site)
                #expect(run.status == 1)
                let text = "holds no point of train/exp1 that can be read, and manifests that cannot: 1"
                #expect(run.notes.contains("\(vault): \(text)"), "\(words): \(run.notes)")
                #expect(run.notes.contains("lifeboat vault check"))
            }
        }
    }

    @Test("a restore needs no place for local state, and says that no evidence was written")
    func restoreWithoutState() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"])
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let words = ["restore", "train/exp1", "--to", site.place("back"), "--vault", site.vault("disk")]
            let run = CommandRun(words, environment: [:])
            #expect(run.status == 0, "\(run.notes)")
            #expect(run.notes.contains("warning: ") && run.notes.contains("[restore.no-evidence]"))
            #expect(try FileTree(site.place("back")).names().contains("args.yaml"))
        }
    }

    @Test("to look makes no local state")
    func look() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"])
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try FileTree(site.state).remove()
            for verb in ["status", "report"] { #expect(CommandRun([verb], at: site).status != 1) }
            #expect(try Directory(scratch).facts(FileName("state")) == nil)
        }
    }
}
