internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// What the verbs say where nothing was protected yet.
@Suite("Before the first protect")
struct BeforeProtectTests {
    private static let remedy =
        "Is its disk mounted? If nothing was protected into it yet, `lifeboat protect` makes its vault."

    private static let verbs: [([String], Int32)] = [
        (["status"], 2), (["prune"], 1), (["ls"], 1), (["ls", "--tier", "disk"], 1),
        (["vault", "check"], 1), (["vault", "gc"], 1), (["get", "train/exp1", "args.yaml"], 1),
        (["diff", "train/exp1", "best"], 1), (["plan", "train/exp1"], 1), (["evidence", "show"], 1),
        (["evidence", "verify"], 1), (["restore", "train/exp1", "--to", "back"], 1),
        (["restore", "train/exp1", "--to", "back", "--from", "disk"], 1), (["report"], 2),
        (["drill", "--tier", "disk"], 1),
    ]

    @Test("every verb that meets a tier without a vault gives the same remedy", arguments: verbs)
    func remedy(_ words: [String], _ status: Int32) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            let run = CommandRun(words, at: site)
            #expect(run.status == status, "\(run.notes)")
            let text = (run.out + run.notes).split { $0.isWhitespace }.joined(separator: " ")
            #expect(text.contains("hint: \(Self.remedy)"), "\(text)")
            #expect(!text.contains("vault init"), "\(text)")
        }
    }

    @Test("there is nothing to drill, and no evidence of a drill", arguments: [false, true])
    func drill(_ isMade: Bool) throws {
        try withScratchDirectory { scratch in
            let rest = "drills:\n  - { tier: disk, every: 1d }\n"
            let site = try Site(at: scratch, rest: rest)
            try site.addSmallRun("exp1")
            if isMade { #expect(CommandRun(["vault", "init"], at: site).status == 0) }
            for words in [["drill"], ["drill", "--now"]] {
                let run = CommandRun(words, at: site)
                #expect(run.status == 1 && run.out == "", "\(run.out)")
                #expect(run.notes.contains("nothing was protected yet"), "\(run.notes)")
                #expect(run.notes.contains("`lifeboat protect`"), "\(run.notes)")
            }
            #expect(CommandRun(["protect"], at: site).status == 0)
            let shown = try CommandRun(["evidence", "show", "--json"], at: site).document()
            #expect(try shown.array("records").compactMap { $0["kind"]?.stringValue } == ["protect"])
            #expect(try shown.array("findings").map { $0["code"] } == ["evidence.signer-not-pinned"])
        }
    }

    @Test("a tier that is gone since fails its drill, is told once, and has no time of a restore")
    func gone() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"])
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try FileTree(site.vault("disk")).remove()
            let run = CommandRun(["drill", "--tier", "disk", "--json"], at: site)
            #expect(run.status == 2, "\(run.notes)")
            let drill = try #require(try run.document().array("drills").first)
            #expect(drill["restoreSeconds"] == .null && drill["verdict"] == "failed")
            #expect(try drill.array("findings").map { $0["code"] } == ["drill.tier-unreachable"])
            #expect(run.notes.ranges(of: "Is its disk mounted?").count == 1, "\(run.notes)")
        }
    }
}
