internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import LifeboatVault
internal import Testing

extension EndToEnd {
    /// Killed at any moment, a command leaves vaults that are whole, and completes when it is run again.
    @Suite("Killed commands", .serialized)
    struct KillTests {
        @Test("protect, for the first time and after more training", arguments: [false, true])
        func protect(_ isFirst: Bool) throws {
            try withScratchDirectory { scratch in
                var master = try KillSite(at: "\(scratch)/master")
                if !isFirst {
                    try master.run("protect")
                    try master.train(1)
                }
                let trial = KillTrial(
                    count: 50,
                    seed: isFirst ? 11 : 12,
                    prepare: { [master] path, _ in try master.copy(to: path) },
                    command: { _ in ["protect", "--json"] }
                )
                try trial.run(in: scratch) { attempt in
                    try attempt.checkVaults()
                    try attempt.checkPoints(master.known, restoring: attempt.isClose)
                    _ = try attempt.complete(["protect"])
                    try attempt.checkVaults()
                    try attempt.checkNewest(master.newest)
                    try attempt.checkEvidence()
                }
            }
        }

        @Test("restore goes on where it was and leaves no part behind")
        func restore() throws {
            try withScratchDirectory { scratch in
                let master = try KillSite(at: "\(scratch)/master")
                try master.run("protect")
                let wanted = try FileTree("\(master.site.source)/exp1").facts()
                let trial = KillTrial(
                    seed: 21,
                    prepare: { path, _ in try master.copy(to: path) },
                    command: { ["restore", "train/exp1", "--to", $0.place("back"), "--json"] }
                )
                try trial.run(in: scratch) { attempt in
                    try attempt.checkVaults()
                    let target = FileTree(attempt.site.place("back"))
                    let lacks = try Self.bytesMissing(target, master)
                    let outcome = try attempt.complete(trial.command(attempt.site))
                    #expect(try outcome.document()["bytesWritten"] == .number(lacks), "try \(attempt.number)")
                    #expect(try target.facts() == wanted, "try \(attempt.number)")
                    #expect(try target.names().allSatisfy { !$0.contains(".lifeboat") })
                    try attempt.checkEvidence()
                }
            }
        }

        /// Bytes of files that a killed restore has not finished.
        private static func bytesMissing(_ target: FileTree, _ master: KillSite) throws -> Int {
            let source = try Directory("\(master.site.source)/exp1")
            let there = (try? target.digests()) ?? [:]
            return try master.newest.reduce(0) { sum, file in
                if there[file.key] == file.value { return sum }
                return sum + (try source.facts(FileName(file.key))?.size ?? 0)
            }
        }

        @Test("prune keeps what retention keeps")
        func prune() throws {
            try withScratchDirectory { scratch in
                var master = try KillSite(at: "\(scratch)/master", length: 20_000)
                for epoch in 1...8 {
                    try master.run("protect")
                    try master.train(epoch)
                }
                try master.run("protect")
                let trial = KillTrial(
                    seed: 31,
                    prepare: { [master] path, _ in
                        try master.copy(to: path, rest: "retention: { keepLast: 2, keepBest: false }\n")
                    },
                    command: { _ in ["prune", "--json"] }
                )
                try trial.run(in: scratch) { attempt in
                    try attempt.checkVaults()
                    try attempt.checkPoints(master.known, restoring: attempt.isClose && Lifeboat.isCampaign)
                    try attempt.checkNewest(master.newest)
                    _ = try attempt.complete(["prune"])
                    try attempt.checkVaults()
                    for tier in attempt.site.tiers {
                        #expect(try VaultContents(attempt.site.vault(tier)).points().count == 2)
                        // What was gone when it was killed must not look like a loss.
                        _ = try attempt.complete(["vault", "check", "--tier", tier])
                    }
                    try attempt.checkNewest(master.newest)
                    try attempt.checkEvidence()
                }
            }
        }

        @Test("gc deletes only what no point needs", arguments: [false, true])
        func collect(_ isCondemned: Bool) throws {
            try withScratchDirectory { scratch in
                let rest = "retention: { keepLast: 2, keepBest: false }\n"
                var master = try KillSite(at: "\(scratch)/master", rest: rest, length: 20_000)
                for epoch in 1...6 {
                    try master.run("protect")
                    try master.train(epoch)
                }
                try master.run("protect")
                try master.run("prune")
                // A collection spares what was written around the time it condemns.
                for tier in master.site.tiers {
                    try FileTree("\(master.site.vault(tier))/objects").setModified(1_700_000_000_000_000_000)
                }
                if isCondemned { try master.run("vault", "gc", "--grace", "0s") }
                let trial = KillTrial(
                    count: 50,
                    seed: isCondemned ? 41 : 42,
                    prepare: { [master] path, _ in try master.copy(to: path, rest: rest) },
                    command: { _ in ["vault", "gc", "--grace", "0s", "--json"] }
                )
                try trial.run(in: scratch) { attempt in
                    try attempt.checkVaults()
                    try attempt.checkPoints(master.known, restoring: attempt.isClose)
                    _ = try attempt.complete(["vault", "gc", "--grace", "0s"])
                    if !isCondemned { _ = try attempt.complete(["vault", "gc", "--grace", "0s"]) }
                    try attempt.checkVaults()
                    try attempt.checkPoints(master.known, restoring: false)
                    for tier in attempt.site.tiers { try Self.checkNothingLeft(attempt, tier) }
                    try attempt.checkEvidence()
                }
            }
        }

        /// Every object that is there is needed, and nothing lies beside the objects.
        private static func checkNothingLeft(_ attempt: KillTrial.Try, _ tier: String) throws {
            let path = attempt.site.vault(tier)
            let outcome = try attempt.lifeboat.run("vault", "check", "--json", "--vault", path)
            let unreferenced = try outcome.document()["vaults"]?.arrayValue?.first?["unreferenced"]
            #expect(unreferenced == 0, "try \(attempt.number), \(tier)")
            let names = try FileTree(path).names()
            #expect(!names.contains { $0.hasPrefix(".lifeboat-trash/") }, "try \(attempt.number), \(tier)")
        }
    }
}
