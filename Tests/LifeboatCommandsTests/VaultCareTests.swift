internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// `vault init` and `vault check` where a vault is not what it was, and `ls` where a tier is away.
@Suite("Care of vaults")
struct VaultCareTests {
    private static func withSite(_ body: (Site) throws -> Void) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try body(site)
        }
    }

    private static func codes(_ run: CommandRun) throws -> [String] {
        try run.document().array("findings").compactMap { $0["code"]?.stringValue }
    }

    /// Empties directories of the vault of a tier.
    private static func empty(_ site: Site, _ tier: String, _ names: [String]) throws {
        for name in names { try FileTree("\(site.vault(tier))/\(name)").remove() }
    }

    @Test("a lost vault is made anew only where it is named")
    func remade() throws {
        try Self.withSite { site in
            try FileTree(site.vault("disk")).remove()
            let protect = CommandRun(["protect"], at: site)
            #expect(protect.status == 1 && protect.notes.contains("`lifeboat vault init disk`"))
            let all = CommandRun(["vault", "init"], at: site)
            #expect(all.status == 1 && all.notes.contains("Is its disk mounted?"))
            let named = CommandRun(["vault", "init", "disk", "--json"], at: site)
            #expect(named.status == 0, "\(named.notes)")
            let vaults = try named.document().array("vaults")
            #expect(vaults.map { $0["tier"] } == ["disk", "replica"])
            #expect(vaults[0]["set"] == vaults[1]["set"])
            #expect(CommandRun(["protect"], at: site).status == 0)
        }
    }

    @Test(
        "a vault whose manifests were all deleted is bad, whatever else went with them",
        arguments: [["points"], ["points", "evidence"], ["points", "objects", "evidence"]]
    )
    func emptied(_ names: [String]) throws {
        try Self.withSite { site in
            try Self.empty(site, "disk", names)
            let words = ["vault", "check", "--json", "--tier", "disk"]
            let check = CommandRun(words, at: site)
            #expect(check.status == 2)
            #expect(try Self.codes(check).contains("vault.points-missing"), "\(check.notes)")
            #expect(try check.document().array("vaults").first?["ok"] == false)
            // What the finding says brings them back.
            #expect(check.notes.contains("`lifeboat protect` brings back"))
            #expect(CommandRun(["protect"], at: site).status == 0)
            let again = CommandRun(words + ["--read-data"], at: site)
            #expect(again.status == 0, "\(again.notes)")
        }
    }

    @Test(
        "without a policy its own ledger and its objects tell",
        arguments: [["points"], ["points", "evidence"]]
    )
    func emptiedAlone(_ names: [String]) throws {
        try Self.withSite { site in
            try Self.empty(site, "replica", names)
            try FileTree(site.state).remove()
            let check = CommandRun(["vault", "check", "--json", "--vault", site.vault("replica")], at: site)
            #expect(check.status == 2)
            let missing = names.contains("evidence") ? [] : ["vault.points-missing"]
            #expect(try Self.codes(check) == ["vault.no-points"] + missing)
        }
    }

    @Test("an older copy of a tier in its place: a check tells all that is lost, and protect brings it back")
    func rolledBack() throws {
        try Self.withSite { site in
            try FileTree(site.vault("disk")).copy(to: site.place("yesterday"))
            let clock = ManualClock(CommandRun.time)
            for round in 0..<3 {
                clock.advance(seconds: 60)
                try site.write("lr: 0.\(round)\n", to: "runs/exp1/args.yaml")
                #expect(CommandRun(["protect"], at: site, clock: clock).status == 0)
            }
            try FileTree(site.vault("disk")).remove()
            try FileTree(site.place("yesterday")).copy(to: site.vault("disk"))
            let check = CommandRun(["vault", "check", "--tier", "disk"], at: site, clock: clock)
            #expect(check.status == 2 && check.notes.contains("lacks 3 points"), "\(check.notes)")
            #expect(CommandRun(["protect"], at: site, clock: clock).status == 0)
            for words in [["vault", "check", "--read-data"], ["evidence", "verify"]] {
                let run = CommandRun(words, at: site, clock: clock)
                #expect(run.status == 0, "\(words): \(run.notes)")
            }
            let points = try CommandRun(["ls", "train/exp1", "--tier", "disk", "--json"], at: site)
                .document().array("points")
            #expect(points.count == 4)
        }
    }

    @Test("a point of a newer version is told as that, and left alone by a check and a protect")
    func newer() throws {
        try Self.withSite { site in
            let points = "\(site.vault("disk"))/points"
            let name = try #require(FileTree(points).names().first { $0.hasSuffix(".json") })
            let manifest = try Descriptor.reading("\(points)/\(name)").contents(limit: 1 << 20)
            let bytes = try JSON.parse(manifest).with("schema", "lifeboat.manifest/2").canonical
            let id = Hasher256.digest(of: bytes).hex
            let newer = name.dropLast("\(id).json".count) + "\(id).json"
            try site.write(bytes, to: "tiers/disk/points/\(newer)")
            let check = CommandRun(["vault", "check", "--read-data", "--json"], at: site)
            #expect(check.status == 2)
            #expect(try Self.codes(check) == ["vault.point-newer"], "\(check.notes)")
            let protect = CommandRun(["protect"], at: site)
            #expect(protect.status == 1 && protect.notes.contains("[vault.point-newer]"))
            #expect(!protect.notes.contains("protect.not-mended"), "\(protect.notes)")
            #expect(try Descriptor.reading("\(points)/\(newer)").contents(limit: 1 << 20) == bytes)
            #expect(try FileTree("\(site.vault("replica"))/points").names().allSatisfy { !$0.contains(id) })
        }
    }

    @Test("a vault that lost every point is not collected")
    func emptiedCollection() throws {
        try Self.withSite { site in
            try Self.empty(site, "disk", ["points", "evidence"])
            let objects = "\(site.vault("disk"))/objects"
            let before = try FileTree(objects).names()
            let collect = CommandRun(["vault", "gc", "--grace", "0s"], at: site)
            #expect(collect.status == 1 && collect.notes.contains("nothing is collected"), "\(collect.notes)")
            #expect(collect.notes.contains("/points/") && collect.notes.contains("`lifeboat protect`"))
            #expect(try Directory("\(site.vault("disk"))").facts(FileName("gc")) == nil)
            #expect(try FileTree(objects).names() == before)
            #expect(CommandRun(["protect"], at: site).status == 0)
            #expect(CommandRun(["vault", "gc"], at: site).status == 0)
        }
    }

    @Test("damage of the recovery kit and strangers in the trash are told")
    func kit() throws {
        try Self.withSite { site in
            let words = ["vault", "check", "--json", "--tier", "disk"]
            let script = "tiers/disk/recovery/break-glass.sh"
            try site.write("#!/bin/sh\necho changed\n", to: script)
            let changed = CommandRun(words, at: site)
            #expect(try changed.status == 0 && Self.codes(changed) == ["recovery.kit-differs"])
            try site.write("#!/bin/sh\n", to: script)
            let cut = CommandRun(words, at: site)
            #expect(try cut.status == 2 && Self.codes(cut) == ["recovery.kit-damaged"])
            try Self.empty(site, "disk", ["recovery"])
            let gone = CommandRun(words, at: site)
            #expect(try gone.status == 0 && Self.codes(gone) == ["recovery.kit-missing"])
            #expect(CommandRun(["protect"], at: site).status == 0)
            try site.write("x", to: "tiers/disk/.lifeboat-trash/points~a.json+1")
            try site.write("x", to: "tiers/disk/.lifeboat-trash/odd")
            let odd = CommandRun(words, at: site)
            #expect(try odd.status == 0 && Self.codes(odd) == ["vault.stranger"], "\(odd.notes)")
        }
    }

    @Test("`ok` of a collection agrees with its exit code")
    func collectionVerdict() throws {
        try Self.withSite { site in
            let words = ["vault", "gc", "--dry-run", "--json"]
            let good = CommandRun(words, at: site)
            #expect(try good.status == 0 && good.document()["ok"] == true)
            try FileTree(site.vault("replica")).remove()
            let bad = CommandRun(words, at: site)
            #expect(try bad.status == 1 && bad.document()["ok"] == false, "\(bad.notes)")
        }
    }

    @Test("a key that cannot be used fails before anything is published or condemned")
    func unusableKey() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            try site.write("no key", to: "state/signer.key")
            let protect = CommandRun(["protect"], at: site)
            #expect(protect.status == 1 && protect.notes.contains("signing key"), "\(protect.notes)")
            #expect(try Directory(scratch).facts(FileName("tiers/disk")) == nil)
            try FileTree(site.state).remove()
            #expect(CommandRun(["protect"], at: site).status == 0)
            try Self.empty(site, "disk", ["points"])
            try site.write("no key", to: "state/signer.key")
            for words in [["vault", "gc", "--tier", "disk"], ["prune"], ["drill", "--tier", "disk"]] {
                let run = CommandRun(words, at: site)
                #expect(run.status == 1 && run.notes.contains("signing key"), "\(words): \(run.notes)")
            }
            #expect(try Directory(scratch).facts(FileName("tiers/disk/gc")) == nil)
        }
    }

    @Test("a point whose objects were condemned and written again is whole")
    func writtenAgain() throws {
        try Self.withSite { site in
            // What a killed protect leaves: objects and no point.
            try Self.empty(site, "disk", ["points", "evidence"])
            try FileTree("\(site.state)/ledger").remove()
            #expect(CommandRun(["vault", "gc", "--tier", "disk"], at: site).status == 0)
            #expect(CommandRun(["protect"], at: site).status == 0)
            let status = CommandRun(["status"], at: site)
            let text = String(decoding: status.bytes, as: UTF8.self)
            #expect(status.status == 0, "\(text) \(status.notes)")
            #expect(!(text + status.notes).contains("not there"))
        }
    }

    @Test("a short grace is warned of, and a dry run says that it did nothing")
    func dryCollection() throws {
        try Self.withSite { site in
            let short = CommandRun(["vault", "gc", "--grace", "1h", "--dry-run"], at: site)
            #expect(short.status == 0 && short.notes.contains("[policy.short-grace]"), "\(short.notes)")
            #expect(short.out.contains("nothing was done"))
            let usual = CommandRun(["vault", "gc"], at: site)
            #expect(!usual.notes.contains("short-grace") && !usual.out.contains("nothing was done"))
        }
    }

    @Test("a vault that never held a point is good")
    func fresh() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            #expect(CommandRun(["vault", "init"], at: site).status == 0)
            #expect(CommandRun(["vault", "check"], at: site).status == 0)
        }
    }

    @Test("points of another policy in the same ledger are not asked for")
    func otherPolicy() throws {
        try Self.withSite { site in
            let other = try Site(at: site.place("other"))
            var environment = other.environment
            environment["LIFEBOAT_STATE"] = site.state
            try other.addSmallRun("exp2")
            #expect(CommandRun(["protect"], environment: environment).status == 0)
            #expect(CommandRun(["vault", "check"], at: site).status == 0)
            let check = CommandRun(["vault", "check"], environment: environment)
            #expect(check.status == 0, "\(check.notes)")
        }
    }

    @Test("an object changed in place: the check says so, its remedy mends it, and the check is good")
    func corrupt() throws {
        try Self.withSite { site in
            let name = try #require(
                try FileTree("\(site.vault("disk"))/objects").names().first
            )
            let file = try Descriptor.readingAndWriting("\(site.vault("disk"))/objects/\(name)")
            let byte = try file.bytes(at: 0, count: 1)[0] ^ 1
            try [byte].withUnsafeBytes { try file.write($0, at: 0) }
            let words = ["vault", "check", "--read-data"]
            let check = CommandRun(words, at: site)
            #expect(check.status == 2 && check.notes.contains("`lifeboat protect`"), "\(check.notes)")
            // One that reads less proves nothing of it.
            #expect(CommandRun(["vault", "check"], at: site).status != 1)
            #expect(CommandRun(["protect"], at: site).status == 0)
            let again = CommandRun(words, at: site)
            #expect(again.status == 0, "\(again.notes)")
        }
    }

    @Test("ls shows the tier that answers, and tells of one that does not", arguments: ["disk", "replica"])
    func partial(_ away: String) throws {
        try Self.withSite { site in
            try FileTree(site.vault(away)).remove()
            for words in [["ls"], ["ls", "train/exp1"], ["ls", "train/exp1", "newest"]] {
                let run = CommandRun(words + ["--json"], at: site)
                #expect(run.status == 0, "\(run.notes)")
                let document = try run.document()
                #expect(document["tier"]?.stringValue == (away == "disk" ? "replica" : "disk"))
                let findings = try document.array("findings")
                #expect(findings.map { $0["code"] } == ["tier.unreachable"])
                #expect(findings.first?["severity"] == "warning")
                #expect(run.notes.contains("warning: ") && run.notes.contains("[tier.unreachable]"))
            }
            #expect(CommandRun(["ls", "--tier", away], at: site).status == 1)
        }
    }

    @Test("ls fails where no tier answers")
    func nothing() throws {
        try Self.withSite { site in
            for tier in site.tiers { try FileTree(site.vault(tier)).remove() }
            #expect(CommandRun(["ls"], at: site).status == 1)
        }
    }

    @Test("a vault that comes back after another took its place: report and check are good")
    func cameBack() throws {
        try Self.withSite { site in
            let time = { (hours: Int64) in
                ManualClock(Timestamp(milliseconds: CommandRun.time.milliseconds + hours * 3_600_000))
            }
            let tiers = try Directory(site.place("tiers"))
            try tiers.rename(FileName("disk"), to: FileName("away"))
            #expect(CommandRun(["vault", "init", "disk"], at: site, clock: time(1)).status == 0)
            #expect(CommandRun(["protect"], at: site, clock: time(2)).status == 0)
            try FileTree(site.vault("disk")).remove()
            try tiers.rename(FileName("away"), to: FileName("disk"))
            #expect(CommandRun(["protect"], at: site, clock: time(3)).status == 1)
            #expect(CommandRun(["vault", "init", "disk"], at: site, clock: time(3)).status == 0)
            #expect(CommandRun(["protect"], at: site, clock: time(4)).status == 0)
            #expect(CommandRun(["vault", "check"], at: site, clock: time(5)).status == 0)
            let report = try CommandRun(["report", "--json"], at: site, clock: time(5)).document()
            let control = try report.array("controls").first { $0["id"] == "points.present" }
            #expect(control?["status"] == "pass", "\(String(describing: control))")
        }
    }

    @Test("records that wait for the next protect are no truncation; deleted ones are")
    func waitingRecords() throws {
        try Self.withSite { site in
            let back = ["restore", "train/exp1", "--to", site.place("back"), "--vault", site.vault("disk")]
            #expect(CommandRun(back, at: site).status == 0)
            let verify = CommandRun(["evidence", "verify", "--json"], at: site)
            #expect(verify.status == 0, "\(verify.notes)")
            #expect(try Self.codes(verify).filter { $0 == "evidence.waiting" }.count == 2)
            let report = try CommandRun(["report", "--json"], at: site).document()
            let control = try report.array("controls").first { $0["id"] == "evidence.verified" }
            #expect(control?["status"] == "pass")
            #expect(CommandRun(["protect"], at: site).status == 0)
            #expect(
                try !Self.codes(CommandRun(["evidence", "verify", "--json"], at: site)).contains(
                    "evidence.waiting"
                )
            )
            let evidence = site.vault("disk") + "/evidence"
            let last = try #require(try FileTree(evidence).names().filter { $0.hasSuffix(".json") }.max())
            try Directory(evidence).removeFile(FileName(last))
            let cut = CommandRun(["evidence", "verify", "--json"], at: site)
            #expect(cut.status == 2, "\(cut.notes)")
            #expect(try Self.codes(cut).contains("evidence.truncated"))
        }
    }

    @Test("an unreachable tier is told once by a protect, and as a warning by a restore from the next")
    func oneTier() throws {
        try Self.withSite { site in
            try Directory(site.place("tiers")).rename(FileName("disk"), to: FileName("away"))
            let protect = CommandRun(["protect"], at: site)
            #expect(protect.status == 1 && protect.notes.contains("tier.unreachable"))
            #expect(!protect.notes.contains("evidence.not-published"), "\(protect.notes)")
            let restore = CommandRun(["restore", "train/exp1", "--to", site.place("back")], at: site)
            #expect(restore.status == 0, "\(restore.notes)")
            let told = restore.notes.split(separator: "\n").filter { $0.contains("[evidence.not-published]") }
            #expect(told.count == 1 && told.allSatisfy { $0.hasPrefix("warning: ") }, "\(restore.notes)")
            let status = CommandRun(["status"], at: site)
            // A protect makes no vault where one was.
            #expect((status.out + status.notes).contains("If nothing was protected into it yet, "))
        }
    }
}
