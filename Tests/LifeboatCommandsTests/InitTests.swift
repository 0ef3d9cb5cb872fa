internal import LifeboatCore
import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// `init` writes what was named, or nothing.
@Suite("Starter policies")
struct InitTests {
    @Test(
        "directories that cannot be had beside each other: 64, and nothing is written",
        arguments: [
            (
                ["--source", "runs", "--tier", "runs/v1"], "runs/v1: --tier lies inside the source",
                "SITE/runs"
            ),
            (["--source", "runs", "--tier", "runs"], "runs: --tier is the same as the source", "SITE/runs"),
            (["--source", "runs", "--tier", "."], ": --tier holds the source", "SITE/runs"),
            (["--source", "runs", "--tier", "/"], "/: --tier is the root of the file system", ""),
            (["--source", "runs", "--source", "runs/exp1"], "runs/exp1: --source lies inside", "SITE/runs"),
            (
                ["--source", "runs", "--tier", "tiers/a", "--tier", "./tiers/a"],
                "tiers/a: --tier is the same as the tier", "SITE/tiers/a"
            ),
            (["--tier", "runs/v1"], "runs/v1: --tier lies inside the source", "SITE/runs"),
        ]
    )
    func clash(_ words: [String], _ message: String, _ other: String) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            let run = CommandRun(["init", "--policy", "new.yaml"] + words, at: site)
            #expect(run.status == 64, "\(run.notes)")
            #expect(run.notes.contains(message), "\(run.notes)")
            #expect(run.notes.contains(other.replacing("SITE", with: scratch)), "\(run.notes)")
            #expect(run.notes.contains("Nothing is written."))
            #expect(throws: (any Error).self) { try Descriptor.reading("\(scratch)/new.yaml") }
        }
    }

    @Test("what is told is what is written")
    func counted() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            let words = ["init", "--policy", "new.yaml", "--source", "runs/", "--tier", "tiers/../tiers/a"]
            let json = try CommandRun(words + ["--json"], at: site).document()
            #expect(json["sources"] == [.string("\(scratch)/runs")])
            #expect(json["tiers"] == [.string("\(scratch)/tiers/a")])
            #expect(json["findings"] == [])
            let text = CommandRun(words + ["--force"], at: site).out
            #expect(text.contains("1 source, 1 tier\n"), "\(text)")
            let written = try Descriptor.reading("\(scratch)/new.yaml").contents(limit: 9999)
            #expect(String(decoding: written, as: UTF8.self).contains("# evidence: { trust: [\"ed25519:"))
        }
    }

    @Test("a directory that is not there is a warning; a file is refused")
    func places() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.write("x", to: "file")
            let words = ["init", "--policy", "new.yaml", "--source", "away", "--tier", "gone/v"]
            let run = CommandRun(words, at: site)
            #expect(run.status == 0)
            #expect(run.notes.contains("warning: \(scratch)/away: this source is not there now"))
            #expect(run.notes.contains("above this tier is not there now: \(scratch)/gone"), "\(run.notes)")
            let check = CommandRun(["policy", "check", "--policy", "new.yaml"], at: site)
            #expect(check.status == 0 && check.out.contains("0 errors, 2 warnings"), "\(check.out)")
            #expect(check.out.contains("warning: sources[0].path: this source is not there now"))
            #expect(check.out.contains("warning: tiers[0].path: the directory above this tier"))
            for (option, what) in [("--source", "source"), ("--tier", "tier")] {
                let file = CommandRun(["init", option, "file", "--policy", "other.yaml"], at: site)
                #expect(file.status == 64, "\(file.notes)")
                #expect(file.notes.contains("\(scratch)/file: this \(what) is a file"), "\(file.notes)")
            }
            #expect(try !FileTree(scratch).names().contains("other.yaml"))
        }
    }

    @Test("where the policy cannot be written, it is the policy that is named")
    func unwritable() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            _ = try Directory(scratch).makeDirectory(FileName("closed"), mode: 0o555)
            try Attributes.setPermissions(Directory(scratch).descriptor, 0o755)
            let words = ["init", "--source", site.source, "--tier", "tiers/a", "--policy", "closed/new.yaml"]
            let run = try withoutPrivilege { CommandRun(words, at: site) }
            #expect(run.status == 1)
            #expect(run.notes.hasPrefix("error: \(scratch)/closed/new.yaml: "), "\(run.notes)")
        }
    }
}
