import Glibc
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
                let words = "\(script)\ntarget='\(scratch)'\nwork='\(scratch)/.work'\nplace \(encoded)"
                let run = try ShellRun(["-c", words], in: scratch)
                #expect(run.status == 1 && run.errors.contains("leaves the target"), "\(name): \(run.errors)")
            }
        }
    }

    @Test("a pipe, a link, a directory in the place of an object, a manifest or the marker ends it, at once")
    func obstacles() throws {
        try withVault { setup, point in
            let vault = try Directory(setup.vault)
            let object = try #require(
                TreeWalk(vault).entries.first {
                    $0.facts.kind == .file && $0.name.bytes.starts(with: "objects/".utf8)
                }
            )
            let others = ["points/\(point.run)/\(point.key.split(separator: "/")[2])", "lifeboat-vault.json"]
            for name in [object.name] + others.map({ FileName($0) }) {
                let path = "\(setup.vault)/\(name)"
                try vault.rename(name, to: FileName("aside"))
                for kind in ["pipe", "link", "directory", "nothing"] {
                    switch kind {
                    case "pipe": #expect(mkfifo(path, 0o600) == 0)
                    case "link": try vault.makeLink(name, to: Array("\(setup.vault)/aside".utf8))
                    case "directory": _ = try vault.makeDirectory(name, mode: 0o700)
                    default: break
                    }
                    for chosen in [point.id.description, "runs/exp1"] {
                        let target = "\(setup.scratch)/\(kind)"
                        let run = try setup.run(["restore", chosen, target])
                        #expect(run.status == 1, "\(kind) at \(name): \(run.errors)")
                        #expect(run.errors.contains("break-glass: "), "\(kind) at \(name)")
                        let left = (try? FileTree(target).names()) ?? []
                        #expect(left.allSatisfy { !$0.contains(".break-glass") })
                        // Where the vault itself was refused there is none.
                        try? FileTree(target).remove()
                    }
                    if kind == "directory" {
                        try vault.removeDirectory(name)
                    } else if kind != "nothing" {
                        try vault.removeFile(name)
                    }
                }
                try vault.rename(FileName("aside"), to: name)
            }
            #expect(try setup.run(["restore", "runs/exp1", "\(setup.scratch)/whole"]).status == 0)
        }
    }

    /// Publishes a point with one listing of these lines, all of whose digests are right, and restores it.
    private func restore(_ lines: [String], _ setup: Setup, _ point: PointReference) throws -> ShellRun {
        let vault = try Directory(setup.vault)
        let content = Array("evil\n".utf8)
        func store(_ bytes: [UInt8]) throws -> String {
            let name = Hasher256.digest(of: bytes).hex
            try vault.write(bytes, to: FileName("objects/\(name.prefix(2))/\(name)"), replacing: true)
            return name
        }
        let object = try store(content)
        let head =
            #"{"objects":[{"length":5,"name":"\#(object)"}],"requires":[],"#
            + #""schema":"lifeboat.listing/1"}"#
        let listing = Array(([head] + lines).map { $0 + "\n" }.joined().utf8)
        let name = try store(listing)
        let source = try vault.open(FileName(point.key)).contents(limit: 1 << 20)
        let tree: JSON = [
            "listings": [["length": .number(listing.count), "name": .string(name)]],
            "files": .number(lines.count { $0.contains(#""file""#) }), "bytes": 5, "excluded": 0,
        ]
        let manifest = try JSON.parse(source).with("tree", tree).canonical
        let id = Hasher256.digest(of: manifest).hex
        let key = point.key.replacing(point.id.description, with: id)
        try vault.write(manifest, to: FileName(key), replacing: true)
        return try setup.run(["restore", id, setup.scratch + "/hostile"])
    }

    @Test("a point made to do harm leaves its target on no way, and runs nothing")
    func hostile() throws {
        try withVault { setup, point in
            let outside = setup.scratch + "/outside"
            _ = try Directory.make(outside)
            func entry(_ type: String, _ path: String, _ rest: String) -> String {
                #"{"gid":0,"mode":420,"mtime":1,"path":"\#(path)",\#(rest),"type":"\#(type)","uid":0}"#
            }
            func file(_ path: String, _ pieces: String = "[[0,0,5]]") -> String {
                entry("file", path, #""pieces":\#(pieces),"size":5"#)
            }
            func link(_ path: String, _ target: String) -> String {
                entry("link", path, #""target":"\#(target)""#)
            }
            let attacks: [(lines: [String], word: String)] = [
                ([file("../outside/x")], "leaves the target"), ([file("\(outside)/x")], "leaves the target"),
                ([link("a", outside), link("a/x", "y")], "through a link"),
                ([entry("directory", "a", #""x":0"#), link("a", outside)], "one name"),
                ([file("a"), file("a")], "one name"),
                ([file("a", #"[["x[$(touch \#(outside)/x)]",0,5]]"#)], "number"),
                ([file("a", #"[[0,"x[$(touch \#(outside)/x)]",5]]"#)], "number"),
                ([file("a", "[[0,-1,5]]")], "number"), ([file("a", "[[0,0,9]]")], "beyond"),
                ([file("a", #"[[0,0,5,"../x"]]"#)], "digest"),
                ([#"{"path":"b","# + file("a").dropFirst()], "twice"),
                ([entry("file 1", "a", #""pieces":[],"size":0"#)], ""),
            ]
            for (index, attack) in attacks.enumerated() {
                let run = try restore(attack.lines, setup, point)
                #expect(run.status == 1, "\(index): \(run.errors)")
                #expect(run.errors.contains(attack.word), "\(index): \(run.errors)")
                #expect(try FileTree(outside).names().isEmpty, "\(index)")
                try FileTree("\(setup.scratch)/hostile").remove()
            }
            let good = try restore([file("a"), link("b", outside)], setup, point)
            #expect(good.status == 0, "\(good.errors)")
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
