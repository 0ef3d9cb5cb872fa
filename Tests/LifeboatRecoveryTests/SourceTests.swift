import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Sources")
struct SourceTests {
    private static func survey(
        _ names: [String],
        _ layout: SourceLayout = .auto,
        exclude: [String] = []
    ) throws -> [Experiment] {
        try withScratchDirectory { path in
            let files = try Files(path)
            for name in names { try files.put(name, name) }
            let globs = exclude.map { Glob($0) }
            return try SourceSurvey(Source(name: "s", path: path, layout: layout, exclude: globs)).experiments
        }
    }

    private static func names(_ names: [String], _ layout: SourceLayout = .auto) throws -> [String] {
        try survey(names, layout).map { "\($0.name):\($0.layout)" }
    }

    @Test("each layout is recognised, and what is outside is the remainder")
    func layouts() throws {
        let yolo = [
            "y/exp1/args.yaml", "y/exp1/weights/last.pt", "y/exp2/args.yaml", "y/exp2/weights/best.pt",
        ]
        #expect(try Self.names(yolo) == ["s/y/exp1:ultralytics", "s/y/exp2:ultralytics"])
        #expect(try Self.names(["out/checkpoint-500/model.safetensors"]) == ["s/out:huggingface"])
        #expect(try Self.names(["v0/checkpoints/epoch=1.ckpt"]) == ["s/v0:lightning"])
        #expect(try Self.names(["run/step_10/.metadata", "run/step_10/__0_0.distcp"]) == ["s/run:dcp"])
        #expect(try Self.names(["notes.txt"]) == ["s:plain"])
        #expect(
            try Self.names(["exp1/args.yaml", "exp1/weights/a.pt", "notes.txt"]) == [
                "s:plain", "s/exp1:ultralytics",
            ]
        )
    }

    @Test("a source can be a run itself")
    func whole() throws {
        #expect(try Self.names(["args.yaml", "weights/last.pt"]) == ["s:ultralytics"])
        #expect(try Self.names(["checkpoint-1/a.bin"]) == ["s:huggingface"])
        #expect(try Self.names(["checkpoints/a.ckpt"]) == ["s:lightning"])
        #expect(try Self.names([".metadata", "__0_0.distcp"]) == ["s:dcp"])
    }

    @Test("a stated layout finds no other, and plain finds none")
    func stated() throws {
        let names = ["a/args.yaml", "a/weights/x.pt", "b/checkpoint-1/x.bin"]
        #expect(try Self.names(names, .huggingface) == ["s:plain", "s/b:huggingface"])
        #expect(try Self.names(names, .plain) == ["s:plain"])
    }

    @Test(
        "what only looks similar is no run",
        arguments: [
            "a/args.yaml", "a/checkpoint-x/f", "a/checkpoint-/f", "a/last.ckpt", "a/myargs.yaml",
            "a/x.metadata",
        ]
    )
    func lookalikes(name: String) throws { #expect(try Self.names([name]) == ["s:plain"]) }

    @Test("of nested runs each file belongs to the deepest")
    func nested() throws {
        let found = try Self.survey([
            "exp/args.yaml", "exp/weights/last.pt", "exp/sub/args.yaml", "exp/sub/weights/last.pt", "top.txt",
        ])
        let held = Dictionary(
            uniqueKeysWithValues: found.map { ($0.name, $0.entries.map(\.name.description)) }
        )
        #expect(held["s"] == ["top.txt"])
        #expect(held["s/exp"] == ["args.yaml", "weights", "weights/last.pt"])
        #expect(held["s/exp/sub"] == ["args.yaml", "weights", "weights/last.pt"])
    }

    @Test("what the policy leaves out is told, with all below it untold")
    func excludes() throws {
        let found = try Self.survey(
            ["run/args.yaml", "run/weights/last.pt", "run/a.cache", "cache/x", "cache/y"],
            exclude: ["*.cache", "cache"]
        )
        let run = try #require(found.first { $0.name == "s/run" })
        #expect(run.excluded.map(\.entry.name.description) == ["a.cache"])
        #expect(run.excluded.map(\.reason) == ["excluded by the policy (*.cache)"])
        #expect(run.entries.allSatisfy { !$0.name.description.hasSuffix(".cache") })
        let rest = try #require(found.first { $0.name == "s" })
        #expect(rest.excluded.map(\.entry.name.description) == ["cache"])
    }

    @Test("a directory that cannot be read is a failure of its run, and the others are whole")
    func unreadable() throws {
        try withScratchDirectory { path in
            let files = try Files(path)
            try files.setModeOfRoot(0o755)
            for name in ["a/args.yaml", "a/weights/x.pt", "a/secret/f", "b/args.yaml", "b/weights/x.pt"] {
                try files.put(name, name)
            }
            try files.setMode("a/secret", 0o000)
            defer { try? files.setMode("a/secret", 0o755) }
            let found = try withoutPrivilege { try SourceSurvey(Source(name: "s", path: path)).experiments }
            #expect(found.map(\.name) == ["s/a", "s/b"])
            #expect(found[0].failures.map(\.name.description) == ["secret"])
            #expect(found[1].failures.isEmpty)
        }
    }

    @Test("a source that is not there is an error that names it")
    func missing() {
        let error = #expect(throws: LifeboatError.self) {
            try SourceSurvey(Source(name: "mine", path: "/nowhere/at/all"))
        }
        #expect(error?.code == .notFound && error?.message.contains("mine") == true)
    }

    @Test("an empty source has no experiment")
    func empty() throws { #expect(try Self.names([]) == []) }

    private static func said(_ result: ProtectResult) -> [String] {
        result.findings.map { "\($0.severity) \($0.code) \($0.path): \($0.message). \($0.hint)" }
    }

    @Test("a source that holds nothing is told, and as an error where the tiers have points of it")
    func emptied() throws {
        try Scene.with { scene in
            let first = try scene.protect()
            #expect(
                Self.said(first) == [
                    "warning source.nothing \(scene.source): holds nothing, and nothing was ever"
                        + " protected from it. Check the path of the source in the policy."
                ]
            )
            #expect(first.isGood)
            let files = try Files(scene.source)
            for name in ["exp/args.yaml", "exp/weights/x", "notes"] { try files.put(name, name) }
            #expect(try scene.protect().findings.isEmpty)
            let points = try scene.points().map(\.id)
            try files.root.removeContents()
            // Directories alone are nothing either.
            _ = try files.root.makeDirectory(FileName("exp/weights"))
            let lost = try scene.protect()
            #expect(
                Self.said(lost) == [
                    "error source.empty \(scene.source): holds nothing now, and the tiers hold points of it."
                        + " If its disk is not mounted, mount it; if the data is lost, run"
                        + " `lifeboat restore`."
                ]
            )
            #expect(!lost.isGood)
            #expect(try scene.points().map(\.id) == points)
            for name in ["exp/args.yaml", "exp/weights/x", "notes"] { try files.put(name, name) }
            #expect(try scene.protect().isGood)
        }
    }

    @Test("a source that is not there, is no directory, or may not be read: why, and what to do")
    func impossible() throws {
        try Scene.with { scene in
            try Attributes.setPermissions(Directory(scene.path).descriptor, 0o777)
            let files = try Files(scene.path)
            let start =
                "error protect.source-failed \(scene.source): the source \"src\" cannot be read: cannot open:"
            try files.root.removeDirectory(FileName("source"))
            #expect(
                try Self.said(scene.protect()) == [
                    "\(start) No such file or directory. Check that the path exists and is mounted."
                ]
            )
            try files.put("source", "a file")
            let file = ["\(start) Not a directory. A file stands where a directory belongs: check the path."]
            #expect(try Self.said(scene.protect()) == file)
            try files.remove("source")
            #expect(makePipe(scene.source))
            #expect(try Self.said(scene.protect()) == file)
            try files.remove("source")
            _ = try Directory.make(scene.source, mode: 0o700)
            scene.width = 1
            try Directory("\(scene.path)/disk").removeContents()
            try Directory("\(scene.path)/state").removeContents()
            for name in ["disk", "state"] { try files.root.setPermissions(FileName(name), 0o777) }
            #expect(
                try withoutPrivilege { try Self.said(scene.protect()) } == [
                    "\(start) Permission denied. Give this user access to it, or run as a user who has it."
                ]
            )
        }
    }
}

extension Files {
    /// Lets others reach what a scratch directory holds.
    func setModeOfRoot(_ mode: UInt32) throws { try Attributes.setPermissions(root.descriptor, mode) }
}
