internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatTestSupport
internal import Testing

/// Run directories whose names are no text: Linux allows them, and a run is no less worth for it.
@Suite("Names that are not UTF-8")
struct OddNameTests {
    /// Two that differ in nothing but a byte that no text has.
    private static let names: [[UInt8]] = [[0x61, 0xFE], [0x61, 0xFF]]

    private static func makeRuns(_ site: Site) throws {
        let source = try Directory(site.source)
        for (index, bytes) in names.enumerated() {
            let run = FileName(bytes: bytes)
            _ = try source.makeDirectory(run.appending(Array("weights".utf8)))
            let checkpoint = index == 0 ? "live/weights/epoch0.pt" : "live/weights/last.pt"
            for (name, fixture) in [
                ("weights/last.pt", checkpoint), ("args.yaml", "live/args.yaml"),
                ("results.csv", "live/results.csv"),
            ] {
                let place = run.appending(Array(name.utf8))
                try source.write(Fixtures.bytes(fixture), to: place, replacing: false)
            }
            try source.write([1], to: run.appending([0x62, 0xFD]), replacing: false)
        }
    }

    @Test("such runs are protected, told apart, listed, and restored by name and by id")
    func everything() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try site.addSmallRun("good")
            try Self.makeRuns(site)
            let first = CommandRun(["protect", "--json"], at: site)
            #expect(first.status == 0, "\(first.notes)")
            let again = try CommandRun(["protect", "--json"], at: site).document()
            for tier in try again.array("tiers") { #expect(tier["skipped"] == 3) }
            let listed = try CommandRun(["ls", "--tier", "disk", "--json"], at: site).document()
            let experiments = try listed.array("experiments")
            #expect(
                Set(experiments.compactMap { $0["experiment"]?.stringValue }) == [
                    #"train/a\xfe"#, #"train/a\xff"#, "train/good",
                ]
            )
            let status = CommandRun(["status"], at: site)
            #expect(status.status == 0 && status.out.contains(#"train/a\xff"#), "\(status.notes)")
            let source = try Directory(site.source)
            for (index, name) in [#"train/a\xfe"#, #"train/a\xff"#].enumerated() {
                let run = experiments.first { $0["experiment"] == .string(name) }?["run"]?.stringValue
                for (way, word) in [name, try #require(run)].enumerated() {
                    let target = site.place("back\(index)\(way)")
                    let restored = CommandRun(["restore", word, "--to", target], at: site)
                    #expect(restored.status == 0, "\(restored.notes)")
                    let origin = try source.directory(FileName(bytes: Self.names[index]))
                    for name in [FileName("weights/last.pt"), FileName(bytes: [0x62, 0xFD])] {
                        let bytes = try Directory(target).open(name).contents(limit: 1 << 26)
                        #expect(try bytes == origin.open(name).contents(limit: 1 << 26))
                    }
                }
            }
        }
    }

    @Test("a change goes on in the same run, and a copy of the state is not needed for that")
    func identity() throws {
        try withScratchDirectory { scratch in
            let site = try Site(at: scratch)
            try Self.makeRuns(site)
            #expect(CommandRun(["protect"], at: site).status == 0)
            for round in 2...3 {
                // By the registry, then by what the vault says of its origin.
                if round == 3 { try Directory(site.state).removeContents() }
                let run = try Directory(site.source).directory(FileName(bytes: Self.names[1]))
                try run.write([UInt8(round)], to: FileName("new\(round)"), replacing: false)
                let result = CommandRun(["protect"], at: site)
                #expect(result.status == 0, "\(result.notes)")
                let listed = try CommandRun(["ls", "--tier", "disk", "--json"], at: site).document()
                let points = try listed.array("experiments").map { try $0.int("points") }
                #expect(points.sorted() == [1, round])
            }
        }
    }
}
