import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatRecovery

/// The run directory itself: its mode, time and extended attributes.
@Suite("Run directory")
struct RootTests {
    private static let time: Int64 = 1_700_000_000_123_456_789

    private static func facts(_ path: String) throws -> FileFacts { try Directory(path).descriptor.facts() }

    @Test("comes back with its mode, its time and its extended attributes, also over one that is closed")
    func comesBack() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("a", "a")
            let root = files.root.descriptor
            try Attributes.setExtended(root, "user.note", [1, 0, 2])
            try Attributes.setPermissions(root, 0o2550)
            try Attributes.setModified(root, Self.time)
            try scene.protect()
            #expect(try scene.restore().isEmpty)
            for _ in 0..<2 {
                let facts = try Self.facts(scene.target)
                #expect(facts.permissions == 0o2550 && facts.modified == Self.time)
                let extended = try Attributes.extended(Directory(scene.target).descriptor)
                #expect(extended["user.note"] == [1, 0, 2])
                #expect(try scene.restore().isEmpty)
            }
        }
    }

    @Test("a point without it is restored, and the directory is left alone")
    func absent() throws {
        try Scene.with { scene in
            try Files(scene.source).put("a", "a")
            try scene.protect()
            var manifest = try scene.newest().manifest
            #expect(manifest.root?.permissions == 0o755)
            manifest.root = nil
            manifest.sequence = 2
            let vault = try scene.vault()
            let point = try vault.point(vault.publish(manifest))
            #expect(point.manifest.root == nil)
            try Attributes.setPermissions(Directory.make(scene.target).descriptor, 0o711)
            #expect(try scene.restore(point).isEmpty)
            #expect(try Self.facts(scene.target).permissions == 0o711)
        }
    }

    @Test("another mode is a new point; another time alone is none")
    func changes() throws {
        try Scene.with { scene in
            let files = try Files(scene.source)
            try files.put("a", "a")
            try scene.protect()
            try Attributes.setModified(files.root.descriptor, Self.time)
            try scene.protect()
            #expect(try scene.points().count == 1)
            try Attributes.setPermissions(files.root.descriptor, 0o700)
            try scene.protect()
            #expect(try scene.points().count == 2)
            #expect(try scene.newest().manifest.root?.permissions == 0o700)
            #expect(try scene.newest().manifest.root?.modified == Self.time)
        }
    }
}
