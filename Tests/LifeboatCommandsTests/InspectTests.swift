internal import LifeboatCore
internal import LifeboatTestSupport
internal import Testing

/// `inspect` on every checkpoint of the fixtures, and on what is none.
@Suite("Inspect")
struct InspectTests {
    static let files = ((try? Fixtures.expected()) ?? [:]).keys.sorted()

    @Test("there are fixtures") func present() { #expect(Self.files.count >= 13) }

    @Test("says what a checkpoint is", arguments: files)
    func fixture(_ name: String) throws {
        let path = "\(Fixtures.path)/\(name)"
        let run = CommandRun(["inspect", path, "--json"])
        #expect(run.status == (name == "odd/hostile.pt" ? 2 : 0))
        let json = try run.document()
        let facts = try #require(try Fixtures.expected()[name])
        #expect(json["schema"] == "lifeboat.inspect/1")
        #expect(json["path"] == .string(path))
        for key in [
            "format", "verdict", "integrity", "training", "safety", "epoch", "epochs", "tensors",
            "parameters",
            "framework", "frameworkVersion", "findings",
        ] {
            #expect(json[key] != nil, "\(key)")
        }
        if let epoch = facts["epoch"]?.intValue { #expect(json["epoch"]?.intValue == epoch) }
        #expect((json["verdict"] == "RESUMABLE") == name.hasPrefix("live/"))
        #expect((json["safety"] == "dangerous") == (name == "odd/hostile.pt"))
        let text = CommandRun(["inspect", path])
        #expect(text.status == run.status)
        #expect(text.out.hasPrefix("\(path): \(json["verdict"]?.stringValue ?? "?")\n"))
    }

    @Test("a torn, an empty and a foreign file are unusable", arguments: ["torn.pt", "empty.pt", "text.pt"])
    func damaged(_ name: String) throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            let whole = try Fixtures.bytes("live/weights/last.pt")
            try site.write(Array(whole.prefix(700_000)), to: "torn.pt")
            try site.write("", to: "empty.pt")
            try site.write("not a checkpoint\n", to: "text.pt")
            let run = CommandRun(["inspect", name, "--json"], at: site)
            #expect(run.status == 2, "\(run.notes)")
            #expect(try run.document()["verdict"] == "UNUSABLE")
        }
    }

    @Test("what is not there is an error with its path")
    func missing() {
        let run = CommandRun(["inspect", "nope.pt"])
        #expect(run.status == 1 && run.bytes == [])
        #expect(run.notes.hasPrefix("error: /nope.pt: cannot open"))
    }

    @Test("what is no file is said at once, and nobody waits for it")
    func noFile() throws {
        try withScratchDirectory { scratch in
            #expect(makePipe("\(scratch)/pipe.pt"))
            for (path, kind) in [
                (scratch, "directory"), ("\(scratch)/pipe.pt", "pipe"), ("/dev/zero", "device"),
            ] {
                let run = CommandRun(["inspect", path])
                #expect(run.status == 64 && run.bytes == [])
                #expect(
                    run.notes == """
                        error: \(path): is a \(kind), not a file
                          hint: Name a checkpoint file, as in weights/last.pt.

                        """
                )
            }
        }
    }
}
