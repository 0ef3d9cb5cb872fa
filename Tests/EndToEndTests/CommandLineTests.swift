internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

extension EndToEnd {
    /// What only the process itself shows: streams, pipes, odd files, its environment.
    @Suite("The program", .serialized)
    struct CommandLineTests {
        @Test(
            "help and version go to standard output",
            arguments: [["--help"], ["--version"], ["protect", "--help"]]
        )
        func help(_ words: [String]) throws {
            try withSite { site, lifeboat in
                let outcome = try lifeboat.finish(lifeboat.start(words))
                #expect(outcome.ending == .exited(0) && outcome.notes == "" && !outcome.bytes.isEmpty)
            }
        }

        @Test("completions that the shells accept", arguments: ["bash", "zsh", "fish"])
        func completions(_ shell: String) throws {
            try withSite { site, lifeboat in
                let outcome = try lifeboat.run("--generate-completion-script", shell)
                #expect(outcome.ending == .exited(0) && outcome.notes == "")
                #expect(outcome.out.contains("restore"))
                guard shell == "bash" else { return }
                try site.write(outcome.bytes, to: "completion.bash")
                #expect(try lifeboat.shell("bash -n completion.bash").ending == .exited(0))
            }
        }

        @Test("a file goes to standard output byte for byte, and to a file")
        func get() throws {
            try withSite { site, lifeboat in
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let wanted = try Descriptor.reading("\(site.source)/exp1/weights/last.pt").contents(
                    limit: 1 << 24
                )
                let outcome = try lifeboat.run("get", "train/exp1", "weights/last.pt")
                #expect(outcome.ending == .exited(0))
                #expect(outcome.bytes == wanted)
                #expect(
                    try lifeboat.run("get", "train/exp1", "weights/last.pt", "--out", "a.pt").ending
                        == .exited(0)
                )
                #expect(try Descriptor.reading(site.place("a.pt")).contents(limit: 1 << 24) == wanted)
                let again = try lifeboat.run("get", "train/exp1", "weights/last.pt", "--out", "a.pt")
                #expect(again.ending == .exited(1) && again.notes.contains("--force"))
            }
        }

        @Test(
            "a reader that goes away ends it quietly",
            arguments: [
                "get train/exp1 weights/last.pt", "ls --json", "evidence show", "--help", "protect --json",
            ]
        )
        func brokenPipe(_ words: String) throws {
            try withSite { site, lifeboat in
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let line = "set -o pipefail; $LIFEBOAT \(words) | head -c1 > byte; echo \"${PIPESTATUS[0]}\""
                let outcome = try lifeboat.shell(line)
                #expect(outcome.out == "0\n", "\(outcome.notes)")
                #expect(!outcome.notes.contains("error:"))
            }
        }

        @Test("a narrow terminal, a log that takes no more, a system without /proc")
        func odds() throws {
            try withSite { site, lifeboat in
                for width in [1, 25] {
                    let help = try lifeboat.shell("COLUMNS=\(width) $LIFEBOAT status --help")
                    #expect(help.ending == .exited(0) && help.out.contains("OPTIONS"))
                }
                #expect(try lifeboat.shell("$LIFEBOAT protect 2>/dev/full").ending == .exited(0))
                #expect(try VaultContents(site.vault("disk")).points().count == 1)
                let status = try lifeboat.shell("$LIFEBOAT status > /dev/full")
                #expect(status.ending == .exited(1) && status.notes.contains("cannot be written"))
                let restore = "$LIFEBOAT restore train/exp1 --to back"
                // A user of its own is what those who are not root need for it, and what no chroot permits.
                let apart = geteuid() == 0 ? "unshare -m" : "unshare -rm"
                let bare = try lifeboat.shell("\(apart) bash -c 'mount -t tmpfs none /proc; \(restore)'")
                #expect(bare.ending == .exited(0), "\(bare.notes)")
                #expect(try FileTree(site.place("back")).facts() == FileTree("\(site.source)/exp1").facts())
                let report = "$LIFEBOAT report --out report.html --format html"
                let limited = try lifeboat.shell("set -o pipefail; (ulimit -f 1; \(report)) 2>&1 | cat")
                #expect(limited.ending == .exited(1) && limited.out.contains("too large"), "\(limited.out)")
            }
        }

        @Test("a time that nobody can hold is told, and everything else goes on")
        func timeBeyond() throws {
            try withSite { site, lifeboat in
                #expect(try lifeboat.shell("touch -d 2400-01-01 runs/exp1/results.csv").ending == .exited(0))
                let protect = try lifeboat.run("protect")
                #expect(protect.ending == .exited(0), "\(protect.notes)")
                #expect(protect.notes.contains("[capture.time-beyond]"), "\(protect.notes)")
                for words in ["drill --tier disk", "restore train/exp1 --to back", "status"] {
                    let outcome = try lifeboat.shell("$LIFEBOAT \(words)")
                    #expect(outcome.ending == .exited(0), "\(words): \(outcome.notes)")
                }
            }
        }

        @Test(
            "what is written goes into a file, and replaces no device and no pipe",
            arguments: [
                "report --format html --out odd", "get train/exp1 args.yaml --force --out odd",
                "init --force --policy odd", "plan train/exp1 --vault tiers/disk --out odd",
            ]
        )
        func special(_ words: String) throws {
            try withSite { site, lifeboat in
                #expect(try lifeboat.run("protect").ending == .exited(0))
                #expect(mkfifo(site.place("odd"), 0o600) == 0)
                let outcome = try lifeboat.shell("$LIFEBOAT \(words)")
                #expect(outcome.ending == .exited(1) && outcome.notes.contains("a pipe"), "\(outcome.notes)")
                #expect(try lifeboat.shell("test -p odd").ending == .exited(0))
            }
        }

        @Test("a pipe that nobody reads ends no work: it is done to its end, and the code tells how it went")
        func closedPipe() throws {
            try withSite { site, lifeboat in
                #expect(makePipe(site.place("pipe")))
                // Descriptor 4 writes into a pipe whose only reader is gone before anything is written.
                let pipe = "exec 3<>pipe 4>pipe 3<&-; "
                let protect = try lifeboat.shell(pipe + "$LIFEBOAT protect --json >&4; echo $?")
                #expect(protect.out == "0\n", "\(protect.notes)")
                #expect(try lifeboat.run("ls", "train/exp1", "newest").ending == .exited(0))
                #expect(try lifeboat.run("evidence", "verify").ending == .exited(0))
                // A bad verdict stays one.
                let missing = try lifeboat.shell(pipe + "$LIFEBOAT restore nope --to x --json >&4; echo $?")
                #expect(missing.out == "1\n", "\(missing.notes)")
                let both = try lifeboat.shell(pipe + "$LIFEBOAT status >&4 2>&4; echo $?")
                #expect(both.out == "0\n")
            }
        }

        @Test(
            "a pipe, a device and a directory are refused at once",
            arguments: ["fifo", "/dev/null", "/dev/zero", "."]
        )
        func oddFiles(_ path: String) throws {
            try withSite { site, lifeboat in
                #expect(makePipe(site.place("fifo")))
                let outcome = try lifeboat.finish(lifeboat.start(["inspect", path]), limit: 20)
                #expect(outcome.ending == .exited(1) || outcome.ending == .exited(64), "\(outcome.ending)")
                #expect(outcome.notes.contains("not a file"), "\(outcome.notes)")
            }
        }

        @Test("a pipe in the source does not stall a protect, and is named in the point")
        func pipeInSource() throws {
            try withSite { site, lifeboat in
                #expect(makePipe("\(site.source)/exp1/weights/pipe.pt"))
                let outcome = try lifeboat.finish(lifeboat.start(["protect"]), limit: 20)
                #expect(outcome.ending == .exited(0), "\(outcome.notes)")
                let list = try lifeboat.run("ls", "train/exp1", "newest")
                #expect(
                    list.out.contains("pipe.pt  (not held: a pipe has no content to hold)"),
                    "\(list.out)"
                )
            }
        }

        @Test("results are on standard output and everything else on standard error")
        func streams() throws {
            try withSite { site, lifeboat in
                let outcome = try lifeboat.run("protect", "--json")
                #expect(outcome.ending == .exited(0))
                #expect(try outcome.document()["schema"] == "lifeboat.protect/1")
                #expect(outcome.notes.contains("Protecting train/exp1"))
                let quiet = try lifeboat.run("protect", "--quiet")
                #expect(quiet.ending == .exited(0) && quiet.notes == "" && quiet.out.hasPrefix("TIER "))
            }
        }

        @Test("two protects at once: the second says that it is busy, and the first completes")
        func busy() throws {
            try withSite { site, lifeboat in
                // The first protect of all takes other locks too, for a moment each.
                #expect(try lifeboat.run("protect").ending == .exited(0))
                try site.write(Site.noise(60 << 20, seed: 9), to: "runs/exp1/large.bin")
                let first = try lifeboat.start(["protect"])
                while try !Self.holdsLock(first), first.isRunning { Pause.seconds(0.001) }
                first.send(SIGSTOP)
                let second = try Child(
                    [lifeboat.binary, "protect", "--json"],
                    environment: site.environment,
                    directory: site.path,
                    out: site.place("out2"),
                    notes: site.place("notes2")
                ).wait()
                first.send(SIGCONT)
                #expect(second == .exited(75))
                let notes = try Descriptor.reading(site.place("notes2")).contents(limit: 1 << 16)
                #expect(
                    String(decoding: notes, as: UTF8.self).contains(
                        "another process is protecting train/exp1"
                    )
                )
                let json = try JSON.parse(Descriptor.reading(site.place("out2")).contents(limit: 1 << 16))
                #expect(json["error"]?["code"] == "busy")
                #expect(try lifeboat.finish(first).ending == .exited(0))
            }
        }

        /// Whether the process holds a lock of whole files (proc(5), `/proc/locks`).
        private static func holdsLock(_ child: Child) throws -> Bool {
            // Its size is 0, as of everything there.
            let locks = try Descriptor.reading("/proc/locks").bytes(at: 0, count: 1 << 16)
            return String(decoding: locks, as: UTF8.self).split(separator: "\n").contains { line in
                line.contains("FLOCK") && line.split(separator: " ").contains("\(child.pid)")
            }
        }

        private func withSite(_ body: (Site, Lifeboat) throws -> Void) throws {
            try withScratchDirectory { scratch in
                let site = try Site(at: scratch)
                try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
                try body(site, Lifeboat(at: site))
            }
        }
    }
}
