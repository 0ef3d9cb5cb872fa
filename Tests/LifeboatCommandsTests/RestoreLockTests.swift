internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatRecovery
internal import LifeboatTestSupport
internal import Testing

/// A restore and a protect, or two restores, never work in one run directory at once.
@Suite("Restore locks")
struct RestoreLockTests {
    @Test("who meets the lock of a run ends as busy and says who has it, whichever link leads there")
    func busy() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"])
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            try Directory(scratch).makeLink(FileName("link"), to: Array("runs".utf8))
            let run = Array("\(site.source)/exp1".utf8)
            let state = try LocalState(path: site.state)
            var lock: FileLock? = try state.lock(runAt: run, purpose: "doing something else")
            let words = ["restore", "train/exp1", "--vault", site.vault("disk"), "--to"]
            for words in [["protect"], words + ["\(site.source)/exp1"], words + [site.place("link/exp1")]] {
                let run = CommandRun(words, at: site)
                #expect(run.status == 75 && run.notes.contains("another process is doing something else"))
            }
            // A protect reads a run as a whole: that is why a restore below it meets its lock.
            let below = ["restore", "train/exp1", "--to", "\(site.source)/exp1/copy"]
            #expect(CommandRun(below, at: site).status == 75)
            #expect(
                CommandRun(["restore", "train/exp1", "--to", "\(site.source)/exp2"], at: site).status == 0
            )
            withExtendedLifetime(lock) {}
            lock = nil
            #expect(CommandRun(below, at: site).status == 0)
        }
    }

    @Test("local state that cannot be written keeps nothing from being restored, and is told")
    func noPlace() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"])
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let state = try Directory(site.state)
            try state.directory(FileName("locks")).removeContents()
            // In the place of the lock something that no lock can be taken on.
            let target = site.place("back")
            let name = Hasher256.digest(of: DirectoryPlace(target).path).hex.prefix(32)
            _ = try state.makeDirectory(FileName("locks/\(name)"))
            let run = CommandRun(["restore", "train/exp1", "--to", target], at: site)
            #expect(run.status == 0 && run.notes.contains("[restore.no-lock]"), "\(run.notes)")
            #expect(try FileTree(target).names().contains("args.yaml"))
        }
    }

    @Test("the root of the file system is no run directory")
    func root() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch, tiers: ["disk"])
            try site.addSmallRun("exp1")
            #expect(CommandRun(["protect"], at: site).status == 0)
            let run = CommandRun(["restore", "train/exp1", "--to", "/", "--force", "--dry-run"], at: site)
            #expect(run.status == 64 && run.notes.contains("the root of the file system"), "\(run.notes)")
        }
    }
}
