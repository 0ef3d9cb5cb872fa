import Glibc
import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatDrill

@Suite("A drill of a tier that is whole")
struct CleanDrillTests {
    @Test(
        "Every point of both tiers comes back and passes, and the numbers add up",
        arguments: ["near", "far"]
    )
    func passes(tier: String) throws {
        try Scene.withRun { scene in
            try scene.addRun("done", as: "exp2")
            try scene.protect()
            let drill = try scene.drill(scene.request(tier))
            #expect(drill.errors.isEmpty, "\(drill.findings)")
            #expect(drill.verdict == .passed)
            #expect((drill.population, drill.sampled, drill.verified) == (3, 3, 3))
            let points = try scene.vault(tier).points().points
            #expect(drill.bytes == points.reduce(0) { $0 + $1.manifest.bytes })
            #expect(drill.points.map(\.files) == points.map(\.manifest.files))
            #expect(drill.objects > 5)
            #expect(drill.restoreSeconds >= drill.slowestSeconds && drill.slowestSeconds > 0)
        }
    }

    @Test("Files that nobody may read, links, empty directories and odd names come back too")
    func oddTree() throws {
        try withScratchDirectory { root in
            let scene = try Scene(root)
            let source = try Directory(scene.source)
            try scene.write("a/secret", "nobody reads this")
            try scene.write("a/closed/inside", "nor this")
            try scene.write("a/big", String(repeating: "0123456789", count: 200_000))
            try source.write([1, 2], to: FileName(bytes: [0x61, 0x2F, 0xFF, 0xFE]), replacing: true)
            try source.write([], to: FileName("a/empty"), replacing: true)
            _ = try source.makeDirectory(FileName("a/hollow/deeper"))
            try source.makeLink(FileName("a/link"), to: Array("../nowhere".utf8))
            try scene.write("a/skip.cache", "left out")
            // Only root can protect what nobody may read.
            let isRoot = geteuid() == 0
            try source.setPermissions(FileName("a/secret"), isRoot ? 0 : 0o400)
            try source.setPermissions(FileName("a/big"), 0o4711)
            try Attributes.setModified(source.open(FileName("a/empty")), 1_000_000_000_000_000_007)
            try source.setPermissions(FileName("a/closed"), isRoot ? 0 : 0o500)
            try scene.protect()
            let drill = try scene.drill(scene.request())
            #expect(drill.errors.isEmpty, "\(drill.findings)")
            #expect(drill.verdict == .passed)
            let excluded = drill.findings.filter { $0.code == "restore.excluded" }
            #expect(excluded.map(\.path) == ["runs/a/skip.cache"])
            #expect(excluded.allSatisfy { $0.severity == .info })
        }
    }

    @Test("A table of results that a restore repairs is compared with the repaired one")
    func repairedTable() throws {
        try withScratchDirectory { root in
            let scene = try Scene(root)
            try scene.addRun("live", as: "exp1")
            let table = try Directory(scene.source).open(FileName("exp1/results.csv")).contents(
                limit: 1 << 20
            )
            let last = String(decoding: table, as: UTF8.self).split(separator: "\n").last ?? ""
            let fields = last.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
            let row = (["5"] + fields.map(String.init)).joined(separator: ",")
            try scene.write("exp1/results.csv", String(decoding: table, as: UTF8.self) + row + "\n")
            try scene.protect()
            let drill = try scene.drill(scene.request())
            #expect(drill.findings.contains { $0.code == "restore.results-repaired" })
            #expect(drill.errors.isEmpty, "\(drill.findings)")
            #expect(drill.verdict == .passed)
        }
    }

    @Test("The slowest restore is held against the objective")
    func objective() throws {
        try Scene.withRun { scene in
            let late = try scene.drill(scene.request(rto: 1e-9))
            #expect(late.rtoMet == false)
            #expect(late.errors == ["drill.rto-exceeded"])
            #expect(late.verdict == .failed)
            let good = try scene.drill(scene.request(rto: 3600))
            #expect(good.rtoMet == true)
            #expect(good.json["rtoBasis"] == "restore")
            #expect(try scene.drill(scene.request()).json["rtoMet"] == .null)
        }
    }

    @Test("What cannot be drilled is refused, not passed over")
    func refusals() throws {
        try Scene.withRun { scene in
            for depth in [DrillDepth.load, .resume] {
                let error = #expect(throws: LifeboatError.self) { try scene.request(depth: depth).check() }
                #expect(error?.code == .unsupported)
                #expect(throws: LifeboatError.self) { try scene.drill(scene.request(depth: depth)) }
            }
            for sample in [DrillSample(), DrillSample(newest: 1, confidence: 0.9, defectRate: 0.1)] {
                #expect(throws: LifeboatError.self) { try scene.request(sample: sample).check() }
            }
        }
    }
}
