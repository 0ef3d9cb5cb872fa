internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import LifeboatVault
internal import Testing

/// Stops one command again and again, at moments spread over its whole run, and looks at what it leaves.
struct KillTrial {
    /// One try: its own copy of everything.
    struct Try {
        /// Its number, from 0.
        let number: Int
        /// Its site.
        let site: Site
        /// The program there.
        let lifeboat: Lifeboat
        /// How the stopped run ended.
        let ending: Ending
        /// Whether this try looks closer, which takes longer.
        let isClose: Bool
    }

    /// What stops it.
    var signal = SIGKILL
    /// How many runs are stopped in their middle.
    var count = 100
    /// The seed of the moments.
    let seed: UInt64
    /// Makes the site of a try in a directory.
    let prepare: (_ path: String, _ number: Int) throws -> Site
    /// The command.
    let command: (_ site: Site) -> [String]

    /// Runs all tries; `check` looks at each after its stop.
    func run(in scratch: String, _ check: (Try) throws -> Void) throws {
        let seeds = Lifeboat.isCampaign ? (0..<10).map { seed + $0 * 1000 } : [seed]
        for seed in seeds { try run(seed, in: scratch, check) }
    }

    private func run(_ seed: UInt64, in scratch: String, _ check: (Try) throws -> Void) throws {
        var random = SeededGenerator(seed: seed)
        var duration = try (0..<3).map { try measure("\(scratch)/measured-\($0)", $0) }.sorted()[1]
        var hits = 0
        var tries = 0
        while hits < count, tries < count * 3 {
            let path = "\(scratch)/try-\(tries)"
            let site = try prepare(path, tries)
            let lifeboat = try Lifeboat(at: site)
            let child = try lifeboat.start(command(site))
            Pause.seconds(duration * Double.random(in: 0...1, using: &random))
            child.send(signal)
            let ending = try lifeboat.finish(child).ending
            // One that ended before its moment shows that the moments reach too far.
            if ending == .exited(0) { duration *= 0.97 } else { hits += 1 }
            let isClose = Lifeboat.isCampaign || tries % 10 == 0
            try check(Try(number: tries, site: site, lifeboat: lifeboat, ending: ending, isClose: isClose))
            try FileTree(path).remove()
            tries += 1
        }
        #expect(hits == count, "\(hits) of \(tries) runs were stopped in their middle")
    }

    /// Seconds of a whole run.
    private func measure(_ path: String, _ number: Int) throws -> Double {
        let site = try prepare(path, number)
        let lifeboat = try Lifeboat(at: site)
        let watch = Stopwatch()
        let outcome = try lifeboat.finish(lifeboat.start(command(site)))
        #expect(outcome.ending == .exited(0), "\(outcome.notes)")
        let seconds = watch.seconds
        try FileTree(path).remove()
        return seconds
    }
}

extension KillTrial.Try {
    /// Runs the command to its end: it completes what the stop left.
    func complete(_ arguments: [String]) throws -> Outcome {
        let outcome = try lifeboat.finish(lifeboat.start(arguments))
        #expect(outcome.ending == .exited(0), "try \(number): \(outcome.notes)")
        return outcome
    }

    /// Every vault that is there is good, every byte of it. One whose first protect was killed before its
    /// first point has none, and says so.
    func checkVaults() throws {
        for tier in site.tiers where access("\(site.vault(tier))/lifeboat-vault.json", F_OK) == 0 {
            let path = site.vault(tier)
            let outcome = try lifeboat.run("vault", "check", "--read-data", "--json", "--vault", path)
            let findings = try outcome.document().array("findings").compactMap { $0["code"]?.stringValue }
            let isBegun = try VaultContents(path).points().isEmpty && findings == ["vault.no-points"]
            #expect(findings.isEmpty || isBegun, "try \(number), \(tier): \(outcome.notes)")
            #expect(outcome.ending == .exited(isBegun ? 2 : 0), "try \(number), \(tier): \(outcome.notes)")
        }
    }

    /// Every published point of every vault holds one of the known states, bit for bit. With `restoring` each
    /// is restored by the program too.
    func checkPoints(_ known: [[String: String]], restoring: Bool) throws {
        for tier in site.tiers where access("\(site.vault(tier))/lifeboat-vault.json", F_OK) == 0 {
            let contents = try VaultContents(site.vault(tier))
            for point in try contents.points() {
                let digests = try contents.digests(of: point)
                #expect(known.contains(digests), "try \(number): \(tier) \(point.id.short)")
                guard restoring else { continue }
                let target = site.place("point-\(point.id.short)")
                let words = ["--vault", site.vault(tier), "--point", point.id.description, "--to", target]
                _ = try complete(["restore", point.manifest.run.text] + words)
                #expect(try FileTree(target).digests() == digests, "try \(number): \(tier) \(point.id.short)")
                try FileTree(target).remove()
            }
        }
    }

    /// The newest point of every tier is this state.
    func checkNewest(_ state: [String: String]) throws {
        for tier in site.tiers {
            let contents = try VaultContents(site.vault(tier))
            let newest = try #require(contents.points().first)
            #expect(try contents.digests(of: newest) == state, "try \(number), \(tier)")
            #expect(newest.manifest.state == .complete)
        }
    }

    /// The ledger verifies in every tier.
    func checkEvidence() throws {
        let outcome = try lifeboat.run("evidence", "verify", "--json")
        #expect(outcome.ending == .exited(0), "try \(number): \(outcome.notes)")
    }
}
