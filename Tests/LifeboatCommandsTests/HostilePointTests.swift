internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// Numbers in a vault that no trainer wrote: nothing that reads them traps, and nothing that writes stops.
@Suite("Hostile points")
struct HostilePointTests {
    /// Publishes a point after the newest one of `exp1`, changed by `change`.
    private static func forge(at site: Site, _ change: (inout [String: JSON]) -> Void) throws {
        let vault = try Directory(site.vault("disk"))
        let list = try CommandRun(["ls", "train/exp1", "--json"], at: site).document()["points"]
        let newest = try #require(list?.arrayValue?.first)
        let run = try newest.string("run")
        let id = try newest.string("point")
        let folder = try vault.directory(FileName("points/\(run)"))
        let name = try #require(
            folder.names().map { FileName(bytes: $0) }.first { $0.description.contains(id) }
        )
        guard case .object(var manifest) = try JSON.parse(folder.open(name).contents(limit: 1 << 20)) else {
            throw LifeboatError(.corrupt, "no manifest")
        }
        manifest["parent"] = .string(id)
        manifest["sequence"] = 2
        change(&manifest)
        let bytes = JSON.object(manifest).canonical
        let time = try #require(Timestamp(JSON.object(manifest).string("created")))
        let key = "\(time.milliseconds)-\(Hasher256.digest(of: bytes)).json"
        try folder.write(bytes, to: FileName(key), replacing: false)
    }

    private static func training(_ epoch: Int64, _ manifest: inout [String: JSON]) {
        let training: JSON = [
            "verdict": "RESUMABLE", "training": "resumable", "checkpoint": "weights/last.pt",
        ]
        manifest["training"] = training.with("epoch", .int(epoch)).with("epochs", .int(epoch))
        manifest["checkpoints"] = .array(
            (manifest["checkpoints"]?.arrayValue ?? []).map {
                $0.with("epoch", .int(epoch)).with("epochs", .int(epoch))
            }
        )
    }

    @Test(
        "a hostile epoch stops nobody",
        arguments: [Int64.max, Int64.max - 1, 1 << 53, -1, -2, Int64.min]
    )
    func epoch(_ epoch: Int64) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try Self.forge(at: site) { Self.training(epoch, &$0) }
            // The verdict may be bad; what counts is that there is one.
            for words in [
                ["status"], ["report"], ["report", "--format", "html"], ["report", "--format", "csv"],
            ] {
                let run = CommandRun(words, at: site)
                #expect([0, 2].contains(run.status) && !run.bytes.isEmpty, "\(words): \(run.notes)")
            }
            for words in [
                ["ls"], ["ls", "train/exp1"], ["plan", "train/exp1", "--tier", "disk"],
                ["plan", "train/exp1", "--scenario", "bad-checkpoint"],
                ["restore", "train/exp1", "--to", "dry", "--dry-run"],
                ["restore", "train/exp1", "--to", "back"], ["prune", "--dry-run"], ["vault", "check"],
            ] {
                let run = CommandRun(words, at: site)
                // Of a bad checkpoint nothing earlier may be left.
                let allowed: Set<Int32> = words.contains("bad-checkpoint") ? [0, 1] : [0]
                #expect(allowed.contains(run.status), "\(words): \(run.notes)")
            }
            try site.write("lr: 1\n", to: "runs/exp1/args.yaml")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let points = try CommandRun(["ls", "train/exp1", "--json"], at: site).document()["points"]
            #expect(points?.arrayValue?.compactMap { $0["sequence"]?.intValue } == [3, 2, 1])
        }
    }

    @Test("text in a vault drives no terminal and forges no line, whoever shows it; JSON has it as it is")
    func text() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"], rest: "retention: { keepLast: 1 }\n")
            try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let hostile = "x\u{1B}[2J\u{7}\r\nFORGED \u{202E}y\u{9B}31m"
            try Self.forge(at: site) { manifest in
                for key in ["experiment", "source", "host", "layout"] {
                    manifest[key] = .string((manifest[key]?.stringValue ?? "") + hostile)
                }
                manifest["training"] = manifest["training"]?.with("verdict", .string("RESUMABLE" + hostile))
                let finding = Finding("a.b" + hostile, .warning, path: hostile, hostile, hint: hostile)
                manifest["findings"] = [finding.json.with("path", .string(hostile))]
            }
            let listed = try CommandRun(["ls", "--json"], at: site).document().array("experiments")
            #expect(listed.first?["experiment"] == .string("train/exp1" + hostile))
            let run = try #require(listed.first?["run"]?.stringValue)
            for words in [
                ["ls"], ["ls", run], ["ls", run, "newest"], ["ls", "nothing"],
                ["ls", "train/exp1@elsewhere"],
                ["status"], ["report"], ["report", "--format", "csv"], ["plan", run, "--tier", "disk"],
                ["plan", run, "--tier", "disk", "--format", "sh"], ["diff", run, "best", "newest"],
                ["diff", run, "newest", "newest"], ["restore", run, "--to", "back", "--dry-run"],
                ["restore", run, "--to", "back"], ["restore", run, "--to", "back\u{1B}[2J"],
                ["restore", "train/none", "--to", "back"], ["get", run, "none"], ["prune", "--dry-run"],
                ["vault", "check"], ["evidence", "show"], ["evidence", "verify"], ["protect"], ["prune"],
            ] {
                let run = CommandRun(words, at: site)
                for text in [run.out, run.notes] {
                    let harmful = text.unicodeScalars.filter {
                        $0 != "\n" && $0 != "\r" && Printable.text(String($0)) != String($0)
                    }
                    #expect(harmful.isEmpty, "\(words): \(Printable.lines(text))")
                    #expect(!text.contains("\nFORGED"), "\(words): \(text)")
                    #expect(words.contains("csv") || !text.unicodeScalars.contains("\r"))
                }
            }
        }
    }

    @Test("a point from the future is said by protect, status and report")
    func future() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try Self.forge(at: site) { $0["created"] = "9999-12-31T23:59:59.999Z" }
            try site.write("lr: 1\n", to: "runs/exp1/args.yaml")
            let protect = CommandRun(["protect", "--json"], at: site)
            #expect(protect.status == 0, "\(protect.notes)")
            for run in [
                protect, CommandRun(["status", "--json"], at: site),
                CommandRun(["report", "--json"], at: site),
            ] {
                let codes = try run.document()["findings"]?.arrayValue?.compactMap { $0["code"]?.stringValue }
                #expect(codes?.contains("clock.skew") == true)
            }
        }
    }

    @Test("a record from the future is said by the next one that is written")
    func futureEvidence() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            let ahead = ManualClock(CommandRun.time.adding(seconds: 3600))
            #expect(CommandRun(["protect"], at: site, clock: ahead).status == 0)
            let protect = CommandRun(["protect", "--json"], at: site)
            let findings = try protect.document()["findings"]?.arrayValue ?? []
            let codes = findings.compactMap { $0["code"]?.stringValue }
            // Once, although the chain lies in two tiers; the points of that time are said by tier.
            #expect(codes.count { $0 == "evidence.from-the-future" } == 1)
            #expect(codes.count { $0 == "clock.skew" } == 2)
        }
    }
}
