import LifeboatCore
import LifeboatFiles
import LifeboatPolicy
import LifeboatTestSupport
import Testing

@testable import LifeboatRecovery

@Suite("Tiers that are no directory of their own")
struct TierOverlapTests {
    /// The tiers that clash, with the reasons; links are made from the scene's directory.
    private static func clashes(_ links: [String: String], _ tiers: [String]) throws -> [String: String] {
        var reasons: [String: String] = [:]
        try Scene.with { scene in
            scene.tiers = tiers
            let root = try Directory(scene.path)
            _ = try Directory.make("\(scene.path)/source/sub")
            _ = try Directory.make("\(scene.path)/disk/inner")
            for (name, target) in links { try root.makeLink(FileName(name), to: Array(target.utf8)) }
            for clash in TierOverlap.all(in: scene.policy) { reasons[clash.tier] = clash.reason }
        }
        return reasons
    }

    @Test("directories that lie apart do not clash, also where they are not there yet or behind a link")
    func apart() throws {
        #expect(try Self.clashes([:], ["disk", "copy", "far/away/vault"]) == [:])
        #expect(try Self.clashes(["link": "elsewhere", "elsewhere": "."], ["disk", "link/copy"]) == [:])
        // A name that only begins like another is no place in it.
        #expect(try Self.clashes([:], ["disk", "disk2", "source2"]) == [:])
    }

    @Test("one directory by two paths")
    func same() throws {
        #expect(
            try Self.clashes(["copy": "disk"], ["disk", "copy"]) == [
                "copy": "is the same directory as tier disk"
            ]
        )
        #expect(
            try Self.clashes(["mnt": "."], ["disk", "mnt/disk"]) == [
                "mnt/disk": "is the same directory as tier disk"
            ]
        )
    }

    @Test("both not there yet, in one directory by two paths")
    func sameToBe() throws {
        #expect(
            try Self.clashes(["mnt": "disk"], ["disk/inner/vault", "mnt/inner/vault"]) == [
                "mnt/inner/vault": "is the same directory as tier disk/inner/vault"
            ]
        )
    }

    @Test("a tier behind a link that leads into the source, or to it, or around it")
    func source() throws {
        #expect(
            try Self.clashes(["in": "source/sub"], ["in/vault"]) == ["in/vault": "lies inside source src"]
        )
        #expect(try Self.clashes(["it": "source"], ["it"]) == ["it": "is the same directory as source src"])
        #expect(try Self.clashes(["all": "."], ["all"]) == ["all": "holds source src"])
    }

    @Test("a tier behind a link into another tier, or around it")
    func nested() throws {
        #expect(
            try Self.clashes(["in": "disk/inner"], ["disk", "in/x"]) == ["in/x": "lies inside tier disk"]
        )
        #expect(
            try Self.clashes(["around": "disk"], ["disk/inner", "around"]) == [
                "around": "holds tier disk/inner"
            ]
        )
    }

    @Test("a protect refuses the tier and brings the others up to date")
    func protect() throws {
        try Scene.with { scene in
            try Files(scene.source).put("notes", "one")
            try Directory(scene.path).makeLink(FileName("same"), to: Array("disk".utf8))
            scene.tiers = ["disk", "copy", "same"]
            _ = try Directory.make("\(scene.path)/disk")
            let result = try scene.protect()
            #expect(result.findings.map(\.code) == ["tier.overlap"])
            let finding = try #require(result.findings.first)
            #expect(finding.severity == .error && finding.path == "\(scene.path)/same")
            #expect(finding.message == "tier same is the same directory as tier disk")
            #expect(result.tiers.map(\.tier) == ["disk", "copy"])
            #expect(try scene.points("copy").count == 1)
        }
    }
}
