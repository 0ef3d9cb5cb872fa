internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// Without a valid policy nothing is done: exit 78, every problem, and what to do.
@Suite("Policies on the command line")
struct PolicyTests {
    static let verbs: [[String]] = [
        ["protect"], ["ls"], ["prune"], ["policy", "check"], ["policy", "show"], ["vault", "check"],
        ["vault", "gc"], ["vault", "init"], ["evidence", "show"], ["evidence", "verify"],
        ["restore", "a", "--to", "b"], ["get", "a", "b", "--out", "c"], ["diff", "a", "b"], ["drill"],
        ["plan", "a"],
        ["status"], ["report"],
    ]

    @Test("no policy", arguments: verbs)
    func missing(_ verb: [String]) throws {
        try withScratchDirectory { scratch in
            let run = CommandRun(verb, directory: scratch)
            #expect(run.status == 78)
            #expect(run.bytes == [])
            #expect(run.notes.contains("\(scratch)/lifeboat.yaml: there is no policy"), "\(run.notes)")
            #expect(run.notes.contains("lifeboat init") && run.notes.contains("--policy"))
            let canDoWithout = CommandRun(verb.prefix(2) + ["--help"]).out.contains("no policy is needed")
            #expect(run.notes.contains("--vault DIR") == canDoWithout, "\(run.notes)")
            let json = try CommandRun(verb + ["--json"], directory: scratch).document()
            #expect(json["schema"] == "lifeboat.error/1")
            #expect(json["error"]?["code"] == "policyInvalid")
        }
    }

    @Test("what is no file is no policy, and nobody waits for it", arguments: verbs)
    func noFile(_ verb: [String]) throws {
        try withScratchDirectory { scratch in
            #expect(makePipe("\(scratch)/pipe"))
            for (path, kind) in [
                (scratch, "directory"), ("\(scratch)/pipe", "pipe"), ("/dev/zero", "device"),
            ] {
                let run = CommandRun(verb + ["--policy", path], directory: scratch)
                #expect(run.status == 78, "\(run.notes)")
                #expect(run.bytes == [])
                let text = "error: \(path): is a \(kind), and a policy is a file\n  hint: Name the YAML file"
                #expect(run.notes.hasPrefix(text), "\(run.notes)")
            }
        }
    }

    @Test("a policy that may not be read, is too long, or has a file for a directory: 78, and why")
    func unreadable() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.write([UInt8](repeating: 0x23, count: 1_100_000), to: "long.yaml")
            let long = CommandRun(["policy", "check", "--policy", "long.yaml"], at: site)
            #expect(long.status == 78 && long.notes.contains("at most 1.00 MiB"), "\(long.notes)")
            let below = CommandRun(["policy", "check", "--policy", "lifeboat.yaml/x"], at: site)
            #expect(below.status == 78 && below.notes.contains("there is no policy"), "\(below.notes)")
            try Directory(scratch).setPermissions(FileName("lifeboat.yaml"), 0o000)
            try Attributes.setPermissions(Directory(scratch).descriptor, 0o755)
            let closed = try withoutPrivilege { CommandRun(["policy", "check"], at: site) }
            #expect(closed.status == 78)
            #expect(
                closed.notes == """
                    error: \(site.policy): cannot be read as a policy: cannot open: Permission denied
                      hint: Give this user access to it, or run as a user who has it.

                    """
            )
        }
    }

    @Test("a policy with several mistakes: all of them at once", arguments: verbs)
    func wrong(_ verb: [String]) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, rest: "objectives:\n  dsk: { rpo: soon }\nretentoin: {}\n")
            let run = CommandRun(verb, at: site)
            #expect(run.status == 78)
            let said = run.notes + run.out
            for part in ["\"dsk\"", "retention", "lifeboat.yaml:9:8", "lifeboat.yaml:10:", "soon"] {
                #expect(said.contains(part), "\(part) is not in \(said)")
            }
            #expect(try FileTree(scratch).names() == ["lifeboat.yaml"])
        }
    }

    @Test("a tier in its own source is refused")
    func overlap() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, source: "\(scratch)/tiers")
            let run = CommandRun(["protect"], at: site)
            #expect(run.status == 78)
            #expect(run.notes.contains("lifeboat.yaml:6:42: tiers[0].path"), "\(run.notes)")
            #expect(run.notes.contains("inside source \"train\""))
            #expect(try FileTree(scratch).names() == ["lifeboat.yaml"])
        }
    }

    @Test("the policy is named by --policy, then LIFEBOAT_POLICY, then the directory")
    func place() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            let text = "lifeboat.yaml: 0 errors"
            let bare = ["HOME": scratch]
            #expect(
                CommandRun(["policy", "check"], environment: bare, directory: scratch).out.contains(text)
            )
            #expect(CommandRun(["policy", "check"], environment: bare, directory: "/").status == 78)
            #expect(CommandRun(["policy", "check"], at: site, directory: "/").out.contains(text))
            let named = ["policy", "check", "--policy", "~/lifeboat.yaml"]
            #expect(
                CommandRun(named, environment: ["HOME": scratch, "LIFEBOAT_POLICY": "/no"]).out.contains(text)
            )
        }
    }

    @Test("the policy shown is the policy read again")
    func show() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, rest: "retention: { keepLast: 3 }\n")
            let shown = CommandRun(["policy", "show"], at: site)
            #expect(shown.status == 0 && shown.notes == "")
            try site.write(shown.bytes, to: "again.yaml")
            let again = CommandRun(["policy", "show", "--policy", site.place("again.yaml")], at: site)
            #expect(again.out == shown.out)
        }
    }

    @Test("init writes a policy that is valid, and overwrites none")
    func start() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            let file = site.place("new.yaml")
            let words = ["init", "--source", site.source, "--tier", site.vault("disk"), "--policy", file]
            #expect(CommandRun(words, at: site).status == 0)
            #expect(CommandRun(["policy", "check", "--policy", file], at: site).status == 0)
            let again = CommandRun(words, at: site)
            #expect(again.status == 1 && again.notes.contains("--force"), "\(again.notes)")
            #expect(CommandRun(words + ["--force"], at: site).status == 0)
        }
    }
}
