internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// A restore that names no tier takes what a tier lacks from the next one.
@Suite("Restore from whichever tier has it")
struct RestoreFallbackTests {
    private static let words = ["restore", "train/exp1", "--to", "back"]

    /// Two tiers that hold two points; the newer one has a file that is its own.
    private static func withSite(_ body: (Site) throws -> Void) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try site.write([UInt8](repeating: 7, count: 300_000), to: "runs/exp1/new.bin")
            let later = ManualClock(Timestamp(milliseconds: CommandRun.time.milliseconds + 60_000))
            #expect(CommandRun(["protect"], at: site, clock: later).status == 0)
            try body(site)
        }
    }

    /// The newest manifest of a tier: its directory and its name.
    private static func newestManifest(_ site: Site, _ tier: String) throws -> (Directory, FileName) {
        let points = "\(site.vault(tier))/points"
        let name = try #require(FileTree(points).names().filter { $0.hasSuffix(".json") }.max())
        let path = "\(points)/\(name)"
        let slash = try #require(path.lastIndex(of: "/"))
        return (try Directory(String(path[..<slash])), FileName(String(path[path.index(after: slash)...])))
    }

    /// Flips a bit in the middle of every object of a tier.
    private static func damageObjects(_ site: Site, _ tier: String) throws {
        let objects = "\(site.vault(tier))/objects"
        for name in try FileTree(objects).names() {
            let path = "\(objects)/\(name)"
            guard try Descriptor.reading(path).facts().kind == .file else { continue }
            let bytes = try Descriptor.reading(path).contents(limit: 1 << 30)
            var changed = bytes
            changed[bytes.count / 2] ^= 1
            let file = try Descriptor.readingAndWriting(path)
            try changed.withUnsafeBytes { try file.write($0, at: 0) }
        }
    }

    private static func check(_ run: CommandRun, of site: Site, from tier: String) throws {
        #expect(run.status == 0, "\(run.notes)")
        #expect(try run.document()["tier"] == .string(tier), "\(run.notes)")
        #expect(run.notes.contains("[restore.tier-passed-over]"), "\(run.notes)")
        #expect(try FileTree(site.place("back")).facts() == FileTree("\(site.source)/exp1").facts())
    }

    @Test("the newest manifest of the nearest tier is cut off or gone", arguments: [true, false])
    func manifest(_ isCut: Bool) throws {
        try Self.withSite { site in
            let (points, name) = try Self.newestManifest(site, "disk")
            if isCut {
                try Descriptor.readingAndWriting("\(points.path)/\(name)").truncate(to: 100)
            } else {
                try points.removeFile(name)
            }
            try Self.check(CommandRun(Self.words + ["--json"], at: site), of: site, from: "replica")
        }
    }

    @Test("objects of the nearest tier are damaged, or all gone", arguments: [true, false])
    func objects(_ isDamaged: Bool) throws {
        try Self.withSite { site in
            if isDamaged {
                try Self.damageObjects(site, "disk")
            } else {
                try FileTree("\(site.vault("disk"))/objects").remove()
            }
            try Self.check(CommandRun(Self.words + ["--json"], at: site), of: site, from: "replica")
            // A tier that is named is taken at its word.
            let named = CommandRun(["restore", "train/exp1", "--to", "other", "--from", "disk"], at: site)
            #expect(named.status == 1 && named.notes.contains("Without --from"), "\(named.notes)")
            #expect(named.notes.contains("--from replica"), "\(named.notes)")
        }
    }

    @Test("another project's vault in the place of a tier: passed over where this node knows, else told")
    func foreign() throws {
        try Self.withSite { site in
            let other = try Site(at: site.place("other"))
            try other.addSmallRun("exp2")
            #expect(CommandRun(["protect"], at: other).status == 0)
            try FileTree(site.vault("disk")).remove()
            try FileTree(other.vault("disk")).copy(to: site.vault("disk"))
            let run = CommandRun(Self.words + ["--json"], at: site)
            try Self.check(run, of: site, from: "replica")
            #expect(run.notes.contains("another vault is here"), "\(run.notes)")
            try FileTree(site.state).remove()
            let fresh = CommandRun(["restore", "train/exp1", "--to", "fresh"], at: site)
            #expect(fresh.status == 0 && fresh.notes.contains("[restore.foreign-vault]"), "\(fresh.notes)")
        }
    }

    @Test("with the key alone and a vault that is named, the chain of evidence goes on where it was")
    func chainGoesOn() throws {
        try Self.withSite { site in
            let key = try Descriptor.reading("\(site.state)/signer.key").contents(limit: 1 << 12)
            try FileTree(site.state).remove()
            _ = try Directory.make(site.state, mode: 0o700)
            try Directory(site.state).write(key, to: FileName("signer.key"), replacing: false, mode: 0o600)
            try FileTree("\(site.source)/exp1").remove()
            let words = ["restore", "train/exp1", "--to", "runs/exp1", "--vault", site.vault("disk")]
            #expect(CommandRun(words, at: site).status == 0)
            let protect = CommandRun(["protect"], at: site)
            #expect(protect.status == 0, "\(protect.notes)")
            #expect(CommandRun(["evidence", "verify"], at: site).status == 0)
        }
    }

    @Test(
        "a new node whose key the policy does not pin says so, and its restore leaves the evidence verified"
    )
    func unpinnedKey() throws {
        try Self.withSite { site in
            let shown = CommandRun(["evidence", "verify"], at: site)
            let words = (shown.notes + shown.out).split(separator: "\"")
            let key = try #require(words.first { $0.hasPrefix("ed25519:") }, "\(words)")
            try site.writePolicy("evidence: { trust: [\"\(key)\"] }\n")
            var other = site.environment
            other["LIFEBOAT_STATE"] = site.place("state-of-another-node")
            let restore = CommandRun(Self.words, at: site, environment: other)
            #expect(restore.status == 0 && restore.notes.contains("[evidence.key-not-pinned]"))
            let verify = CommandRun(["evidence", "verify"], at: site)
            #expect(verify.status == 0, "\(verify.notes)\(verify.out)")
            try site.addSmallRun("exp2")
            let protect = CommandRun(["protect"], at: site, environment: other)
            #expect(protect.notes.contains("[evidence.key-not-pinned]"), "\(protect.notes)")
            #expect(CommandRun(["evidence", "verify"], at: site).status == 2)
        }
    }

    @Test("no tier has it whole: it fails, and says what each lacks")
    func allDamaged() throws {
        try Self.withSite { site in
            try Self.damageObjects(site, "disk")
            try FileTree("\(site.vault("replica"))/objects").remove()
            let run = CommandRun(Self.words, at: site)
            #expect(run.status == 1)
            #expect(run.notes.contains("digest") && run.notes.contains("missing"), "\(run.notes)")
            let there = (try? FileTree(site.place("back")).names()) ?? []
            #expect(!there.contains("new.bin"))
        }
    }
}
