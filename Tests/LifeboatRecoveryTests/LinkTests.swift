import LifeboatCore
import LifeboatFiles
import LifeboatVault
import Testing

@testable import LifeboatRecovery

@Suite("Links in runs")
struct LinkTests {
    private static func codes(_ result: ProtectResult) -> [String] {
        result.findings.map { "\($0.severity) \($0.code) \($0.path)" }
    }

    /// A run whose `last.pt` is a link to `target`.
    private static func makeRun(_ scene: Scene, last target: String) throws -> Files {
        let files = try Files(scene.source)
        try files.put("exp/args.yaml", Fixture.bytes("live/args.yaml"))
        try files.put("exp/results.csv", Fixture.bytes("live/results.csv"))
        try files.put("exp/weights/epoch0.pt", Fixture.bytes("live/weights/epoch0.pt"))
        try files.put("exp/weights/epoch2.pt", Fixture.bytes("live/weights/epoch2.pt"))
        try files.root.makeLink(FileName("exp/weights/last.pt"), to: Array(target.utf8))
        return files
    }

    @Test("a last.pt that is a link is the checkpoint that training goes on from, and stays a link")
    func last() throws {
        try Scene.with { scene in
            // The older of the two: the name decides, not the epoch.
            let files = try Self.makeRun(scene, last: "../weights/epoch0.pt")
            let result = try scene.protect()
            #expect(result.isGood && result.findings.isEmpty)
            let point = try scene.newest()
            let training = point.manifest.training
            #expect(training["checkpoint"] == "weights/last.pt" && training["path"] == "weights/epoch0.pt")
            #expect(training["verdict"] == "RESUMABLE" && training["epoch"] == 0)
            #expect(
                point.manifest.groups.first?["files"] == [
                    "weights/last.pt", "weights/epoch0.pt", "results.csv", "args.yaml",
                ]
            )
            #expect(
                point.manifest.checkpoints.map { $0["links"] } == [["weights/last.pt"], nil]
            )
            try scene.restore()
            #expect(try Files(scene.target).root.linkTarget(FileName("weights/last.pt")).count == 20)
            // What the point before said of the checkpoint is carried over, and the link is not.
            try files.remove("exp/weights/last.pt")
            try files.root.makeLink(FileName("exp/weights/last.pt"), to: Array("epoch2.pt".utf8))
            #expect(try scene.protect().isGood)
            #expect(try scene.newest().manifest.training["epoch"] == 2)
            #expect(
                try scene.newest().manifest.checkpoints.map { $0["links"] } == [nil, ["weights/last.pt"]]
            )
        }
    }

    @Test("a link that leads out of its run is told, to a file or a directory, also into another run")
    func outside() throws {
        try Scene.with { scene in
            let files = try Self.makeRun(scene, last: "../../other/weights/last.pt")
            try files.put("other/args.yaml", "a: 1")
            try files.put("other/weights/last.pt", Fixture.bytes("live/weights/last.pt"))
            try Files(scene.path).put("data/train/image.png", "image")
            try files.root.makeLink(FileName("exp/data"), to: Array("../../data".utf8))
            try files.root.makeLink(FileName(bytes: Array("exp/".utf8) + [0xFF]), to: Array("/dev/null".utf8))
            try files.root.makeLink(FileName("exp/inside"), to: Array("weights".utf8))
            try files.root.makeLink(FileName("exp/nowhere"), to: Array("/no/where".utf8))
            let result = try scene.protect()
            #expect(result.isGood)
            #expect(
                Self.codes(result) == [
                    "warning capture.link-outside src/exp/data",
                    "warning capture.link-outside src/exp/weights/last.pt",
                    #"warning capture.link-outside src/exp/\xff"#,
                ]
            )
            #expect(result.findings[0].message.contains("to ../../data; what is there is not protected"))
            #expect(result.findings[0].hint.hasPrefix("Make that place a source of its own"))
            let point = try #require(try scene.points().first { $0.manifest.experiment == "src/exp" })
            #expect(point.manifest.state == .complete && point.manifest.findings.count == 3)
            #expect(point.manifest.training["checkpoint"] == "weights/epoch2.pt")
            #expect(try scene.text("data/train/image.png", in: point) == nil)
        }
    }

    @Test("a link by an absolute path into its own run is followed, and told")
    func absolute() throws {
        try Scene.with { scene in
            _ = try Self.makeRun(scene, last: "\(scene.source)/exp/weights/epoch2.pt")
            let result = try scene.protect()
            #expect(Self.codes(result) == ["warning capture.link-absolute src/exp/weights/last.pt"])
            #expect(try scene.newest().manifest.training["checkpoint"] == "weights/last.pt")
        }
    }

    @Test("of many links out the first are told, and the number of the others")
    func many() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            for index in 0..<50 {
                try files.root.makeLink(FileName("image\(index)"), to: Array("/dev/null".utf8))
            }
            let findings = try scene.protect().findings
            #expect(findings.count == 21 && findings.allSatisfy { $0.code == "capture.link-outside" })
            #expect(findings.last?.path == "src" && findings.last?.message.contains("30 more") == true)
        }
    }
}
