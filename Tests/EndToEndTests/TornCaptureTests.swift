internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatPolicy
internal import LifeboatRecovery
internal import LifeboatTestSupport
internal import LifeboatVault
internal import Synchronization
internal import Testing

extension EndToEnd {
    /// The trainer rewrites its checkpoint in place while it is protected: no point ever holds a torn one.
    @Suite("Checkpoints that are being written", .serialized)
    struct TornCaptureTests {
        /// Points that one vault takes in a test; more vaults instead of longer ones.
        static let protects = 50
        static let rounds = 4

        @Test(
            "never rests: every checkpoint that is published is one that was written",
            arguments: 0..<rounds
        )
        func restless(_ round: Int) throws {
            let seen = try protect(versions: CheckpointVersions(count: 12), pause: 0, seed: UInt64(round))
            #expect(seen.strangers == [])
            print("restless \(round): \(seen)")
        }

        @Test("rests for 50 ms: nine of ten points hold a new checkpoint that resumes", arguments: 0..<rounds)
        func resting(_ round: Int) throws {
            let seen = try protect(versions: CheckpointVersions(count: 40), pause: 0.05, seed: UInt64(round))
            #expect(seen.strangers == [])
            #expect(seen.new * 10 >= Self.protects * 9, "\(seen)")
            print("resting \(round): \(seen)")
        }

        @Test("a checkpoint of several pieces is not torn either", arguments: [0, 0.2])
        func large(_ pause: Double) throws {
            let versions = CheckpointVersions(
                try (1...3).map { try LargeCheckpoint.make(record: (19 << 20) + Int($0), seed: $0) }
            )
            let seen = try protect(10, versions: versions, pause: pause, seed: 1)
            #expect(seen.strangers == [])
            if pause > 0 { #expect(seen.new >= 5, "\(seen)") }
            print("large \(pause): \(seen)")
        }

        @Test("through the program, from which the last good one is restored", arguments: [0, 0.05])
        func program(_ pause: Double) throws {
            let versions = try CheckpointVersions(count: 40)
            try withSite { site, path in
                let lifeboat = try Lifeboat(at: site)
                let writer = TrainerWriter(path, versions, pause: pause)
                try writer.during {
                    for _ in 0..<15 {
                        let run = try lifeboat.run("protect", "--json")
                        let torn = run.notes.contains("[capture.torn]")
                        #expect(run.ending == .exited(torn ? 1 : 0), "\(run.notes)")
                    }
                }
                // The trainer is done: what it wrote last is held now, and comes back.
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let target = site.place("back")
                let restored = try lifeboat.run("restore", "train/exp1", "--to", target, "--json")
                #expect(restored.ending == .exited(0), "\(restored.notes)")
                #expect(try restored.document()["verdict"] == "RESUMABLE")
                let name = "weights/last.pt"
                #expect(try FileTree(target).facts()[name] == FileTree("\(site.source)/exp1").facts()[name])
                let contents = try VaultContents(site.vault("disk"))
                let good = Set(versions.digests.map(\.hex))
                for point in try contents.points() {
                    let last = try contents.digests(of: point)[name]
                    #expect(last.map(good.contains) ?? (point.manifest.state == .incomplete))
                }
            }
        }

        @Test("after a torn point the last whole one is restored")
        func walksBack() throws {
            try withSite { site, path in
                let lifeboat = try Lifeboat(at: site)
                #expect(try lifeboat.run("protect").ending == .exited(0))
                let whole = try FileTree("\(site.source)/exp1").facts()
                let file = try Descriptor.readingAndWriting(path)
                try file.truncate(to: 700_000)
                let torn = try lifeboat.run("protect")
                #expect(torn.ending == .exited(1))
                #expect(torn.notes.contains("train/exp1/weights/last.pt"), "\(torn.notes)")
                #expect(torn.notes.contains("[capture.torn]"), "\(torn.notes)")
                let restored = try lifeboat.run("restore", "train/exp1", "--to", site.place("back"))
                #expect(restored.ending == .exited(0))
                #expect(restored.notes.contains("[choice.walked-back]"))
                #expect(try FileTree(site.place("back")).facts() == whole)
            }
        }

        /// What the points of one round were.
        struct Seen: Sendable, CustomStringConvertible {
            /// Points with a checkpoint that resumes and that the point before does not have.
            var new = 0
            /// Points without the checkpoint, which say so.
            var torn = 0
            /// Digests of checkpoints that nobody wrote.
            var strangers: [String] = []
            /// The checkpoint of the newest point that has one.
            var last: Digest?

            var description: String { "\(new) new, \(torn) without" }
        }

        private func protect(
            _ count: Int = protects,
            versions: CheckpointVersions,
            pause: Double,
            seed: UInt64
        ) throws -> Seen {
            let seen = Mutex(Seen())
            try withSite { site, path in
                let protector = try Self.protector(site)
                let writer = TrainerWriter(path, versions, pause: pause)
                try writer.during {
                    var random = SeededGenerator(seed: seed)
                    for _ in 0..<count {
                        // From any moment of the trainer's rhythm, and never twice in one rest.
                        let before = writer.rewrites
                        Pause.seconds(.random(in: 0...max(pause, 0.001), using: &random))
                        while writer.rewrites == before { Pause.seconds(0.001) }
                        let result = try protector.run(using: &random)
                        let contents = try VaultContents(site.vault("disk"))
                        try seen.withLock { try $0.add(result, contents, versions) }
                    }
                }
                let last = seen.withLock { $0.last }
                if let last { try Self.restoreLast(last, site) }
            }
            return seen.withLock { $0 }
        }

        /// The last whole checkpoint comes back, whatever came after it.
        private static func restoreLast(_ digest: Digest, _ site: Site) throws {
            let run = try Lifeboat(at: site).run("restore", "train/exp1", "--to", site.place("last"))
            #expect(run.ending == .exited(0), "\(run.notes)")
            let bytes = try Descriptor.reading(site.place("last/weights/last.pt")).contents(limit: 1 << 30)
            #expect(Hasher256.digest(of: bytes) == digest)
        }

        private func withSite(_ body: (Site, String) throws -> Void) throws {
            try withScratchDirectory { scratch in
                let site = try Site(at: scratch, tiers: ["disk"])
                try site.addSmallRun("exp1", checkpoint: "live/weights/last.pt")
                try body(site, "\(site.source)/exp1/weights/last.pt")
            }
        }

        private static func protector(_ site: Site) throws -> Protector {
            let policy = Policy(
                name: "torn",
                sources: [Source(name: "train", path: site.source)],
                tiers: [Tier(name: "disk", storage: .directory(path: site.vault("disk")))],
                evidence: EvidenceSettings(to: [])
            )
            return Protector(
                policy: policy,
                stores: DirectoryStores(),
                state: try LocalState(path: site.state),
                host: "gpu-node-1",
                clock: SystemClock(),
                workers: Workers(width: 2),
                progress: SilentProgress(),
                cancellation: Cancellation()
            )
        }
    }
}

extension EndToEnd.TornCaptureTests.Seen {
    /// Takes in what a protect published.
    mutating func add(_ result: ProtectResult, _ contents: VaultContents, _ versions: CheckpointVersions)
        throws
    {
        guard let held = result.tiers.first?.held.first else {
            throw LifeboatError(.failed, "no point: \(result.findings.map(\.message))")
        }
        guard let bytes = try contents.bytes(of: "weights/last.pt", in: held.point) else {
            torn += 1
            let state = try contents.vault.point(held.point).manifest.state
            #expect(state == .incomplete && result.findings.contains { $0.code == "capture.torn" })
            return
        }
        let digest = Hasher256.digest(of: bytes)
        if !versions.digests.contains(digest) { strangers.append(digest.hex) }
        let manifest = try contents.vault.point(held.point).manifest
        #expect(manifest.state == .complete && manifest.training["verdict"] == "RESUMABLE")
        if held.isNew, digest != last { new += 1 }
        last = digest
    }
}
