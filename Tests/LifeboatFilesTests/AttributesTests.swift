import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("Attributes")
struct AttributesTests {
    @Test("extended attributes come back as they were set")
    func extended() throws {
        try withScratchDirectory { path in
            let file = try Directory(path).create(FileName("file"))
            let empty = try Attributes.extended(file)
            let values: [String: [UInt8]] = [
                "user.a": [0, 1, 255], "user.empty": [], "user.é": Array(repeating: 7, count: 500),
            ]
            for (name, value) in values { try Attributes.setExtended(file, name, value) }
            #expect(try Attributes.extended(file) == empty.merging(values) { $1 })
            try Attributes.setExtended(file, "user.a", [2])
            #expect(try Attributes.extended(file)["user.a"] == [2])
        }
    }

    @Test("an attribute that cannot be set is an error")
    func refused() throws {
        try withScratchDirectory { path in
            let file = try Directory(path).create(FileName("file"))
            #expect(throws: LifeboatError.self) { try Attributes.setExtended(file, "nonsense", [1]) }
        }
    }

    @Test(
        "times are kept to the nanosecond, before 1970 too",
        arguments: [0, 1, 1_234_567_890_123_456_789, -1, -1_500_000_000] as [Int64]
    )
    func times(_ time: Int64) throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            let file = try root.create(FileName("file"))
            try Attributes.setModified(file, time)
            #expect(try file.facts().modified == time)
            try root.makeLink(FileName("link"), to: Array("file".utf8))
            try Attributes.setLink(FileName("link"), in: root, owner: nil, modified: time &+ 5)
            #expect(try root.facts(FileName("link"))?.modified == time &+ 5)
            #expect(try file.facts().modified == time)
        }
    }

    @Test("permissions and owner")
    func rights() throws {
        try withScratchDirectory { path in
            let file = try Directory(path).create(FileName("file"))
            try Attributes.setPermissions(file, 0o4751)
            let facts = try file.facts()
            #expect(facts.permissions == 0o4751)
            try Attributes.setOwner(file, owner: facts.owner, group: facts.group)
            #expect(try file.facts().owner == facts.owner)
        }
    }
}
