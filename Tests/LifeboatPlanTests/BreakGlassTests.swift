import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatRecovery
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatPlan

@Suite("The restore without Lifeboat")
struct BreakGlassTests {
    private struct Setup {
        let scratch: String
        var vault: String { scratch + "/vault" }
        var source: String { scratch + "/runs" }
        var script: String { "\(vault)/\(BreakGlass.key)" }

        func run(_ arguments: [String]) throws -> ShellRun { try ShellRun([script] + arguments, in: scratch) }
    }

    /// A vault with one run in it: the live fixture, and names and files that are hard to carry.
    private func withVault(_ body: (Setup, PointReference) throws -> Void) throws {
        try withScratchDirectory { scratch in
            let setup = Setup(scratch: scratch)
            let run = try Directory.make(setup.source + "/exp1")
            try OddTree.copy(Directory(Folders.fixtures + "/live"), to: run)
            try OddTree.make(in: run)
            let policy = Policy(
                name: "test",
                sources: [Source(name: "runs", path: setup.source)],
                tiers: [Tier(name: "vault", storage: .directory(path: setup.vault))]
            )
            var random = SystemRandomNumberGenerator()
            let result = try Protector(
                policy: policy,
                stores: DirectoryStores(),
                state: LocalState(path: scratch + "/state"),
                host: "node",
                clock: ManualClock(Samples.now),
                workers: Workers(width: 1),
                progress: SilentProgress(),
                cancellation: Cancellation()
            ).run(using: &random)
            #expect(result.findings.map(\.message) == [])
            let held = try #require(result.tiers.first?.held.first { $0.experiment == "runs/exp1" })
            try Folders.write(BreakGlass.script, setup.script)
            try body(setup, held.point)
        }
    }

    @Test("brings a run back bit for bit")
    func whole() throws {
        try withVault { setup, point in
            let target = setup.scratch + "/back 'here'"
            let run = try setup.run(["restore", point.id.description, target])
            #expect(run.status == 0, "\(run.errors)")
            let wanted = try OddTree.description(of: setup.source + "/exp1")
            #expect(wanted.count > 20)
            let found = try OddTree.description(of: target)
            #expect(Set(found).subtracting(wanted).sorted() == [])
            #expect(Set(wanted).subtracting(found).sorted() == [])
        }
    }

    @Test("finds a point by the start of its id and by the experiment's name")
    func names() throws {
        try withVault { setup, point in
            for (index, name) in [point.id.short, "runs/exp1", point.run.text].enumerated() {
                let run = try setup.run(["restore", name, "\(setup.scratch)/back\(index)"])
                #expect(run.status == 0, "\(run.errors)")
            }
            let list = try setup.run(["list"])
            #expect(String(decoding: list.output, as: UTF8.self).contains("\"runs/exp1\""))
            #expect(try setup.run(["restore", "runs/none", setup.scratch + "/none"]).status == 1)
            #expect(try setup.run(["restore", "runs/exp1", setup.scratch + "/back0"]).status == 1)
        }
    }

    @Test("refuses damage, wherever one bit of it is")
    func damage() throws {
        try withVault { setup, point in
            let vault = try Directory(setup.vault)
            let files = try TreeWalk(vault).entries.filter { $0.facts.kind == .file && $0.facts.size > 0 }
            let data = files.filter { $0.name.bytes.starts(with: "objects/".utf8) }
            #expect(data.count > 3)
            for (index, entry) in (data + files.filter { $0.name.bytes.starts(with: "points/".utf8) })
                .enumerated()
            {
                let before = try vault.open(entry.name).contents(limit: 1 << 28)
                for offset in [before.count / 2, Self.inBundle(before)] {
                    var bytes = before
                    bytes[offset] ^= 0x10
                    _ = try vault.write(bytes, to: entry.name, replacing: true)
                    let run = try setup.run([
                        "restore", point.id.description, "\(setup.scratch)/\(index).\(offset)",
                    ])
                    #expect(run.status != 0, "\(entry.name) with a flipped bit at \(offset) was taken")
                }
                _ = try vault.write(before, to: entry.name, replacing: true)
            }
        }
    }

    /// The first byte of content in a bundle, whose padding and headers nothing depends on.
    private static func inBundle(_ bytes: [UInt8]) -> Int { min(512, bytes.count - 1) }

    @Test("refuses names that leave the target")
    func escape() throws {
        try withScratchDirectory { scratch in
            for name in ["../x", "a/../../x", "/x", "a//b", "./a", ".."] {
                let encoded = Base64.encode(Array(name.utf8))
                let script = BreakGlass.script.split(separator: "\n", omittingEmptySubsequences: false)
                    .prefix { !$0.hasPrefix("verb=") }.joined(separator: "\n")
                let run = try ShellRun(["-c", "\(script)\ntarget=/t\nplace \(encoded)"], in: scratch)
                #expect(run.status == 1, "\(name)")
            }
        }
    }

    @Test("is a script that a POSIX shell accepts, and complete in itself")
    func shell() throws {
        try withScratchDirectory { scratch in
            try Folders.write(BreakGlass.script, "\(scratch)/break-glass.sh")
            #expect(try ShellRun(["-n", "\(scratch)/break-glass.sh"], in: scratch).status == 0)
        }
        #expect(BreakGlass.script.hasPrefix("#!/bin/sh\n"))
        #expect(BreakGlass.script.hasSuffix("\nesac\n"))
    }
}
