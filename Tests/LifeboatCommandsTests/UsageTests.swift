internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// A wrong command line ends with 64, says what is wrong and what to do, and prints no result.
@Suite("Usage errors")
struct UsageTests {
    @Test(
        "is a usage error",
        arguments: [
            (["ptotect"], "Did you mean `lifeboat protect`?"), (["--policy", "x"], "--policy"),
            (["protect", "--polcy", "x"], "--policy"),
            (["restore", "train/exp1"], "--to"), (["inspect"], "path"), (["get", "train/exp1"], "file"),
            (["diff", "train/exp1"], "earlier"), (["protect", "now"], "now"), (["ls", "a", "b", "c"], "c"),
            (["vault", "gc", "--grace", "7"], "unit"),
            (["restore", "a", "--to", "b", "--at", "noon"], "2026"),
            (["restore", "a", "--to", "b", "--from", "c", "--vault", "/d"], "not both"),
            (["restore", "a", "--to", "b", "--resume", "--dry-run"], "exclude"),
            (["ls", "--tier", "a", "--vault", "/b"], "not both"),
            (["policy", "chekc"], "Did you mean `lifeboat policy check`?"), (["xyzzyx"], "lifeboat --help"),
            (["evidence", "verify", "--vault", "/x", "--trust-head", "1:2"], "SIGNER:NUMBER:DIGEST"),
        ]
    )
    func usage(_ arguments: [String], _ word: String) throws {
        let run = CommandRun(arguments)
        #expect(run.status == 64)
        #expect(run.bytes == [])
        #expect(run.notes.contains(word), "\(run.notes)")
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
    }

    @Test(
        "an unknown tier suggests the nearest one",
        arguments: [
            ["ls", "--tier", "dsk"], ["prune", "--tier", "dsk"],
            ["restore", "train/a", "--to", "x", "--from", "dsk"],
            ["vault", "check", "--tier", "dsk"], ["get", "train/a", "f", "--tier", "dsk"],
            ["vault", "gc", "--tier", "dsk"], ["evidence", "show", "--tier", "dsk"],
            ["vault", "init", "dsk"],
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

    @Test("an unknown experiment, point and file suggest the nearest one")
    func unknownNames() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let experiment = CommandRun(["ls", "train/exp2"], at: site)
            #expect(experiment.status == 1 && experiment.notes.contains("Did you mean train/exp1?"))
            let point = CommandRun(["ls", "train/exp1", "zz"], at: site)
            #expect(point.status == 1 && point.notes.contains("lifeboat ls"), "\(point.notes)")
            let file = CommandRun(["get", "train/exp1", "result.csv"], at: site)
            #expect(file.status == 1 && file.notes.contains("Did you mean results.csv?"))
        }
    }
}
