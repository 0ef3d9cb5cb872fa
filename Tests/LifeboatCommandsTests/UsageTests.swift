internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// A wrong command line ends with 64, says what is wrong and what to do, and prints no result.
@Suite("Usage errors")
struct UsageTests {
    @Test("the choices of an option are one line")
    func choices() {
        let run = CommandRun(["plan", "exp", "--scenario", "nope"])
        #expect(run.status == 64)
        #expect(run.notes.contains("one of the following: instance-loss, disk-loss, "), "\(run.notes)")
    }

    @Test(
        "is a usage error",
        arguments: [
            (["ptotect"], "Did you mean `lifeboat protect`?"), (["--policy", "x"], "--policy"),
            (["protect", "--polcy", "x"], "--policy"),
            (["restore", "train/exp1"], "--to"), (["inspect"], "path"), (["get", "train/exp1"], "file"),
            (["diff", "train/exp1"], "earlier"), (["protect", "now"], "now"), (["ls", "a", "b", "c"], "c"),
            (["vault", "gc", "--grace", "7"], "unit"),
            (["restore", "a", "--to", "b", "--at", "noon"], "2026"),
            (["restore", "a", "--to", ""], "names no directory"),
            (["restore", "a", "--to", "b", "--from", "c", "--vault", "/d"], "not both"),
            (["restore", "a", "--to", "b", "--resume", "--dry-run"], "exclude"),
            (["ls", "--tier", "a", "--vault", "/b"], "not both"),
            (["policy", "chekc"], "Did you mean `lifeboat policy check`?"), (["xyzzyx"], "lifeboat --help"),
            (["evidence", "verify", "--vault", "/x", "--trust-head", "1:2"], "SIGNER:NUMBER:DIGEST"),
            (["drill", "--depth", "load"], "depth load"),
            (["drill", "--sample", "-1"], "-1 is not a number of points"),
            (["evidence", "verify", "--trust-head", "x"], "Usage: lifeboat evidence verify"),
        ]
    )
    func usage(_ arguments: [String], _ word: String) throws {
        let run = CommandRun(arguments)
        #expect(run.status == 64)
        #expect(run.bytes == [])
        #expect(run.notes.contains(word), "\(run.notes)")
        // One form for whatever found the error: what is wrong, and a line with the remedy.
        let lines = run.notes.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("error: "), "\(run.notes)")
        #expect(lines.last?.hasPrefix("  hint: ") == true, "\(run.notes)")
    }

    @Test("a verb that needs no policy takes none")
    func noPolicy() {
        let run = CommandRun(["inspect", "last.pt", "--policy", "x"])
        #expect(run.status == 64 && run.notes.contains("unknown option '--policy'"), "\(run.notes)")
    }

    @Test(
        "where a file is to be written and its directory is not there, the remedy says so",
        arguments: [["report", "--out"], ["init", "--policy"]]
    )
    func noDirectory(_ words: [String]) throws {
        try withScratchDirectory { scratch in
            let run = CommandRun(words + ["\(scratch)/no/file"], at: try Site(at: scratch))
            #expect(run.status == 1)
            let text = """
                error: \(scratch)/no/file: the directory that it is to be written into is not there
                  hint: Make the directory first, or name another file.

                """
            #expect(run.notes == text)
        }
    }

    @Test("with --json a usage error is a document too")
    func json() throws {
        let run = CommandRun(["restore", "train/exp1", "--json"])
        #expect(run.status == 64)
        let json = try run.document()
        #expect(json["schema"] == "lifeboat.error/1")
        #expect(json["ok"] == false)
        #expect(json["error"]?["code"] == "usage")
        #expect(json["error"]?["message"]?.stringValue?.contains("--to") == true)
        let get = CommandRun(["get", "train/exp1", "args.yaml", "--json"])
        #expect(get.status == 64 && get.notes.contains("--json needs --out"), "\(get.notes)")
    }

    @Test("--json beside another format is refused", arguments: [["plan", "a"], ["report"]])
    func formats(_ verb: [String]) throws {
        let format = verb[0] == "plan" ? "sh" : "html"
        let run = CommandRun(verb + ["--json", "--format", format])
        #expect(run.status == 64)
        #expect(run.notes.contains("--json and --format \(format) exclude each other"), "\(run.notes)")
        #expect(CommandRun(verb + ["--json", "--format", "json"]).status == 78)
    }

    @Test(
        "an unknown tier suggests the nearest one",
        arguments: [
            ["ls", "--tier", "dsk"], ["prune", "--tier", "dsk"],
            ["restore", "train/a", "--to", "x", "--from", "dsk"],
            ["vault", "check", "--tier", "dsk"], ["get", "train/a", "f", "--tier", "dsk"],
            ["vault", "gc", "--tier", "dsk"], ["evidence", "show", "--tier", "dsk"],
            ["vault", "init", "dsk"], ["drill", "--tier", "dsk"],
        ]
    )
    func unknownTier(_ arguments: [String]) throws {
        try withScratchDirectory { scratch in
            let run = CommandRun(arguments, at: try Site(at: scratch))
            #expect(run.status == 64)
            #expect(run.notes.contains("there is no tier \"dsk\""), "\(run.notes)")
            #expect(run.notes.contains("Did you mean disk?"), "\(run.notes)")
            #expect(run.bytes == [])
        }
    }

    @Test("`newest` and `best` name points wherever a point is named; without a fitness there is no best")
    func selectors() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
            #expect(CommandRun(["protect"], at: site).status == 0)
            for selector in ["newest", "best"] {
                for words in [
                    ["restore", "train/exp1", "--to", "\(scratch)/back", "--point", selector],
                    ["get", "train/exp1", "args.yaml", "--point", selector],
                    ["diff", "train/exp1", selector, selector], ["ls", "train/exp1", selector],
                ] {
                    let run = CommandRun(words, at: site)
                    #expect(run.status == 0, "\(words): \(run.notes)")
                }
            }
            let same = CommandRun(["diff", "train/exp1", "best"], at: site)
            #expect(same.out.hasPrefix("best and newest are the same point, "), "\(same.out)")
            try site.write("no checkpoint", to: "runs/plain.txt")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let none = CommandRun(["ls", "train", "best"], at: site)
            #expect(none.status == 1 && none.notes.contains("records a fitness"), "\(none.notes)")
        }
    }

    @Test("a restore says each finding once")
    func findingsOnce() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addRun("done", as: "exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let run = CommandRun(["restore", "train/exp1", "--to", "\(scratch)/back", "--json"], at: site)
            #expect(run.status == 0, "\(run.notes)")
            let codes = try run.document().array("findings").compactMap { $0["code"]?.stringValue }
            #expect(codes.filter { $0 == "resume.finished" }.count == 1, "\(codes)")
            #expect(run.notes.ranges(of: "[resume.finished]").count == 1, "\(run.notes)")
        }
    }

    @Test("an unknown experiment, point and file suggest the nearest one")
    func unknownNames() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let experiment = CommandRun(["ls", "train/exp2"], at: site)
            #expect(experiment.status == 1 && experiment.notes.contains("Did you mean train/exp1?"))
            let point = CommandRun(["ls", "train/exp1", "zz"], at: site)
            #expect(point.status == 1 && point.notes.contains("`lifeboat ls train/exp1`"), "\(point.notes)")
            let file = CommandRun(["get", "train/exp1", "result.csv"], at: site)
            #expect(file.status == 1 && file.notes.contains("Did you mean results.csv?"))
        }
    }
}
