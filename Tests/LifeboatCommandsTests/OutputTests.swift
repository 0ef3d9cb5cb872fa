internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// What a person reads, letter for letter, at a fixed time on a fixed host.
@Suite("Texts for people")
struct OutputTests {
    @Test("ls, diff, prune, policy check and evidence show")
    func texts() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, rest: "retention: { keepLast: 1, keepBest: false }\n")
            try site.addRun("live", as: "exp1")
            let clock = ManualClock(CommandRun.time)
            try protect(site, clock)
            try site.write("lr: 0.1\n", to: "runs/exp1/args.yaml")
            try site.write("new\n", to: "runs/exp1/notes.txt")
            clock.advance(seconds: 3600)
            try protect(site, clock)

            let points = try CommandRun(["ls", "train/exp1", "--json"], at: site).document()["points"]?
                .arrayValue
            let ids = (points ?? []).compactMap { $0["point"]?.stringValue }
            try #require(ids.count == 2)
            var names = [scratch: "SITE", ids[0]: "POINT-TWO", ids[1]: "POINT-ONE"]
            names[String(ids[0].prefix(12))] = "point-two---"
            names[String(ids[1].prefix(12))] = "point-one---"
            if let run = points?[0]["run"]?.stringValue { names[run] = "run-----------------------" }
            let records = try CommandRun(["evidence", "show", "--json"], at: site).document()["records"]
            if let signer = records?.arrayValue?.first?["signer"]?.stringValue,
                let key = records?.arrayValue?.first?["publicKey"]?.stringValue
            {
                names[signer] = "SIGNER"
                names[String(signer.prefix(12))] = "signer------"
                names[key] = "KEY"
            }
            try golden(["ls"], "ls", site, names)
            try golden(["ls", "train/exp1"], "ls-experiment", site, names)
            try golden(["diff", "train/exp1", ids[1]], "diff", site, names)
            try golden(["prune", "--dry-run"], "prune", site, names)
            try golden(["policy", "check"], "policy-check", site, names)
            try golden(["evidence", "show"], "evidence-show", site, names)
            try golden(
                ["restore", "train/exp1", "--to", "back", "--dry-run"],
                "restore-dry-run",
                site,
                names
            )
        }
    }

    private func protect(_ site: Site, _ clock: ManualClock) throws {
        let run = CommandRun(["protect"], at: site, clock: clock)
        #expect(run.status == 0, "\(run.notes)")
    }

    private func golden(_ words: [String], _ name: String, _ site: Site, _ names: [String: String]) throws {
        let clock = ManualClock(CommandRun.time.adding(seconds: 7200))
        let run = CommandRun(words, at: site, clock: clock)
        #expect(run.status == 0)
        try Golden.expect(Golden.text(run.out + "--- notes\n" + run.notes, names), is: "text-\(name).txt")
    }

    @Test("a terminal gets a bar that ends in a line, a log gets lines")
    func progress() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            let bar = CommandRun(["protect"], at: site, columns: 60)
            #expect(bar.notes.contains("\r\u{1B}[K"))
            let lines = CommandRun(["protect"], at: site)
            #expect(!lines.notes.contains("\r") && lines.notes.hasPrefix("Protecting train/exp1"))
            #expect(CommandRun(["protect", "-q"], at: site, columns: 60).notes == "")
        }
    }
}
