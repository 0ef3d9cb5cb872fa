internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import LifeboatVault
internal import Testing

extension EndToEnd {
    /// Ctrl-C: the command stops between two pieces of work, loses nothing, and completes when run again.
    @Suite("Interrupted commands", .serialized)
    struct InterruptTests {
        private static let drills = "drills:\n  - { tier: disk, every: 1d, sample: all }\n"
        private static let allowed: [Ending] = [.exited(130), .killed(SIGINT), .exited(0)]

        @Test(
            "stops, and completes when it is run again",
            arguments: [["protect"], ["restore", "train/exp1", "--to", "back"], ["drill", "--now"]]
        )
        func interrupt(_ words: [String]) throws {
            try withScratchDirectory { scratch in
                var master = try KillSite(at: "\(scratch)/master")
                try master.run("protect")
                if words[0] == "protect" { try master.train(1) }
                var stopped = 0
                var trial = KillTrial(
                    seed: 51,
                    prepare: { [master] path, _ in try master.copy(to: path, rest: Self.drills) },
                    command: { _ in words }
                )
                trial.signal = SIGINT
                trial.count = 15
                try trial.run(in: scratch) { attempt in
                    #expect(Self.allowed.contains(attempt.ending), "try \(attempt.number): \(attempt.ending)")
                    if attempt.ending == .exited(130) {
                        stopped += 1
                        try Self.checkMessage(attempt)
                    }
                    try attempt.checkVaults()
                    try attempt.checkPoints(master.known, restoring: false)
                    _ = try attempt.complete(words)
                    if words[0] == "protect" { try attempt.checkNewest(master.newest) }
                    if words[0] == "restore" {
                        #expect(try FileTree(attempt.site.place("back")).digests() == master.newest)
                    }
                    try attempt.checkEvidence()
                }
                #expect(stopped > 0)
            }
        }

        private static func checkMessage(_ attempt: KillTrial.Try) throws {
            let path = attempt.site.place("stderr")
            let notes = String(decoding: try Descriptor.reading(path).contents(limit: 1 << 20), as: UTF8.self)
            #expect(notes.contains("Nothing is lost: run the same command again."), "\(notes)")
        }
    }
}
