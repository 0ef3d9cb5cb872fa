import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("Plans and the policy")
struct PlanTests {
    private static let objectives = "objectives:\n  replica: { rto: 30m }\n"

    @Test("a tier that is named keeps its name, its objective and what its drill measured")
    func tier() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, rest: Self.objectives)
            try site.addRun("live", as: "exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let document = try CommandRun(["plan", "train/exp1", "--tier", "replica", "--json"], at: site)
                .document()
            #expect(document["tier"] == "replica")
            #expect(document["rto"]?["objectiveSeconds"]?.doubleValue == 1800)
            let text = CommandRun(["plan", "train/exp1", "--tier", "replica"], at: site).out
            #expect(!text.contains("Gone in this scenario") && !text.contains("No objective is set"))
            #expect(text.contains("lifeboat protect --policy \(site.policy)"))
        }
    }

    @Test("what cannot happen under the policy gets no plan", arguments: ["bucket-loss", "key-loss"])
    func impossible(scenario: String) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            for more in [[], ["--tier", "disk"]] {
                let run = CommandRun(["plan", "train/exp1", "--scenario", scenario] + more, at: site)
                #expect(run.status == 1 && run.out.isEmpty)
                #expect(run.notes.contains("cannot happen") && run.notes.contains("--help"))
            }
        }
    }

    @Test("where nothing survives, the error says what is gone and what to do")
    func nothing() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let run = CommandRun(["plan", "train/exp1"], at: site)
            #expect(run.status == 1)
            #expect(run.notes.contains("replica: it is") && run.notes.contains("Add a tier out of its reach"))
        }
    }

    @Test("a checkpoint that went back is told, and the plan goes back to the later one, beside the run")
    func wentBack() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
            let first = CommandRun(["protect"], at: site)
            #expect(first.status == 0 && !first.notes.contains("went-back"))
            let points = try CommandRun(["ls", "train/exp1", "--json"], at: site).document().array("points")
            let good = try #require(points.first?["point"]?.stringValue)
            try site.addSmallRun("exp1", checkpoint: "live/weights/epoch0.pt")
            let second = CommandRun(["protect"], at: site)
            #expect(second.status == 0)
            #expect(
                second.notes.contains("from epoch 4 to 1")
                    && second.notes.contains("[protect.epoch-went-back]")
            )
            for more in [[], ["--tier", "replica"]] {
                let words = ["plan", "train/exp1", "--scenario", "bad-checkpoint", "--json"]
                let run = CommandRun(words + more, at: site)
                #expect(run.status == 0, "\(run.notes)")
                let target = "\(site.source)/exp1-\(good.prefix(12))"
                #expect(run.out.contains(good) && run.out.contains("\"target\": \"\(target)\""), "\(run.out)")
                #expect(!run.notes.contains("target-in-use"))
            }
        }
    }

    @Test("tiers that cannot be opened are not called empty")
    func closed() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let tiers = try Directory(site.place("tiers"))
            try tiers.rename(FileName("disk"), to: FileName("away"))
            let some = CommandRun(["plan", "train/zzz"], at: site)
            #expect(some.status == 1 && some.notes.contains("Is disk mounted?"), "\(some.notes)")
            try tiers.rename(FileName("replica"), to: FileName("gone"))
            let none = CommandRun(["plan", "train/exp1"], at: site)
            #expect(none.status == 1 && none.notes.contains("Is its disk mounted?"), "\(none.notes)")
            #expect(!none.notes.contains("is empty"))
        }
    }

    @Test("the workspace can be named")
    func workspace() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let arguments = ["plan", "train/exp1", "--tier", "disk", "--workspace", "/home/me/again"]
            #expect(CommandRun(arguments, at: site).out.contains("/home/me/again"))
        }
    }

    @Test("a restore takes the data set of the policy where the recorded one is gone, and says so")
    func dataset() throws {
        try withScratchDirectory { scratch in
            let data = "\(scratch)/shapes/data.yaml"
            let site = try Site(at: scratch, rest: "environment: { dataset: [\(data)] }\n")
            try site.write("path: .\n", to: "shapes/data.yaml")
            try site.addRun("live", as: "exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let there = ["restore", "train/exp1", "--to", site.place("new"), "--json"]
            let document = try CommandRun(there, at: site).document()
            #expect(document["resumeCommand"]?.stringValue?.contains("data=\(data)") == true)
            let codes = try document.array("findings").compactMap { $0["code"]?.stringValue }
            #expect(codes.contains("restore.dataset-replaced") && !codes.contains("restore.dataset-missing"))
            let given = ["restore", "train/exp1", "--to", site.place("new"), "--data", "/nope/d.yaml"]
            #expect(CommandRun(given, at: site).notes.contains("given with --data is not there"))
            let lost = CommandRun(given + ["--resume"], at: site)
            #expect(lost.status != 0 && lost.notes.contains("its data set is not there"))
            // No trainer in this environment's PATH.
            var environment = site.environment
            environment["PATH"] = site.place("nothing")
            let resumed = CommandRun(there.dropLast() + ["--resume"], at: site, environment: environment)
            #expect(resumed.status != 0 && resumed.notes.contains("yolo is not on PATH"))
        }
    }
}
