import LifeboatCore
import LifeboatFiles
import LifeboatRecovery
import LifeboatTestSupport
import LifeboatVault
import Testing

@testable import LifeboatDrill

@Suite("The comparison of a restored tree with its listing")
struct ComparisonTests {
    /// Restores a small tree, changes it, and returns the codes that the comparison gives. The time of the
    /// run directory is put back before `last`.
    private func codes(_ change: (Directory) throws -> Void, last: (Directory) throws -> Void = { _ in })
        throws -> Set<String>
    {
        try withScratchDirectory { root in
            let scene = try Scene(root)
            try scene.write("a/file", "content")
            try scene.write("a/other", "more")
            let source = try Directory(scene.source)
            _ = try source.makeDirectory(FileName("hollow"))
            try source.makeLink(FileName("link"), to: Array("a/file".utf8))
            try scene.protect()
            let vault = try scene.vault("near")
            let point = try #require(vault.points().points.first)
            let (workers, cancellation) = (Workers(width: 2), Cancellation())
            let planner = RestorePlanner(vault, workers: workers, cancellation: cancellation)
            let plan = try planner.plan(point, to: "\(root)/restored", force: false)
            let silent = SilentProgress()
            let restorer = Restorer(vault, workers: workers, progress: silent, cancellation: cancellation)
            _ = try restorer.run(plan)
            let restored = try Directory("\(root)/restored")
            let time = try restored.descriptor.facts().modified
            try change(restored)
            try Attributes.setModified(restored.descriptor, time)
            try last(restored)
            let comparison = TreeComparison(plan: plan, workers: workers, cancellation: cancellation)
            return Set(try comparison.findings().map(\.code))
        }
    }

    /// Changes a file or directory and puts its time back.
    private func keepingTime(_ name: String, _ root: Directory, _ change: () throws -> Void) throws {
        let facts = try #require(try root.facts(FileName(name)))
        try change()
        let place = facts.kind == .directory ? try root.directory(FileName(name)).descriptor : nil
        try Attributes.setModified(place ?? root.open(FileName(name)), facts.modified)
    }

    @Test("Nothing changed, nothing found")
    func same() throws { #expect(try codes { _ in }.isEmpty) }

    @Test("One changed byte of the same length and time")
    func content() throws {
        let found = try codes { root in
            try keepingTime("a/file", root) {
                try root.openOrCreate(FileName("a/file")).write([0x43] as [UInt8])
            }
        }
        #expect(found == ["drill.content-changed"])
    }

    @Test("A file that is longer")
    func size() throws {
        let found = try codes { root in
            try keepingTime("a/file", root) { try root.openOrCreate(FileName("a/file")).truncate(to: 9) }
        }
        #expect(found == ["drill.size-changed"])
    }

    @Test("A missing file, a missing empty directory, an extra file")
    func names() throws {
        let file = try codes { root in
            try keepingTime("a", root) { try root.removeFile(FileName("a/file")) }
        }
        #expect(file == ["drill.missing"])
        #expect(try codes { try $0.removeDirectory(FileName("hollow")) } == ["drill.missing"])
        let extra = try codes { root in
            try keepingTime("hollow", root) { _ = try root.create(FileName("hollow/new")) }
        }
        #expect(extra == ["drill.extra"])
    }

    @Test("Modes and times of files and directories", arguments: ["a/file", "hollow"])
    func attributes(name: String) throws {
        let mode = try codes { try $0.setPermissions(FileName(name), 0o500) }
        #expect(mode == ["drill.mode-changed"])
        let time = try codes { root in
            let facts = try #require(try root.facts(FileName(name)))
            let isFile = facts.kind == .file
            let place = isFile ? try root.open(FileName(name)) : try root.directory(FileName(name)).descriptor
            try Attributes.setModified(place, facts.modified + 1)
        }
        #expect(time == ["drill.time-changed"])
    }

    @Test("Mode and time of the run directory itself")
    func root() throws {
        let mode = try codes { try Attributes.setPermissions($0.descriptor, 0o500) }
        #expect(mode == ["drill.mode-changed"])
        let time = try codes({ _ in }, last: { try Attributes.setModified($0.descriptor, 1) })
        #expect(time == ["drill.time-changed"])
    }

    @Test("A link that leads elsewhere, and one in the place of a file")
    func links() throws {
        let target = try codes { root in
            let time = try #require(try root.facts(FileName("link"))).modified
            try root.removeFile(FileName("link"))
            try root.makeLink(FileName("link"), to: Array("a/other".utf8))
            try Attributes.setLink(FileName("link"), in: root, owner: nil, modified: time)
        }
        #expect(target == ["drill.link-changed"])
        let kind = try codes { root in
            try keepingTime("a", root) {
                try root.removeFile(FileName("a/file"))
                try root.makeLink(FileName("a/file"), to: Array("other".utf8))
            }
        }
        #expect(kind == ["drill.kind-changed"])
    }
}

extension Descriptor {
    fileprivate func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0, at: 0) } }
}
