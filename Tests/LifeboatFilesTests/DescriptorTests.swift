import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("Descriptor")
struct DescriptorTests {
    private static func withFile(_ bytes: [UInt8], _ body: (Descriptor, Directory) throws -> Void) throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            let file = try root.create(FileName("file"))
            try bytes.withUnsafeBytes { try file.write($0, at: 0) }
            try body(file, root)
        }
    }

    @Test("reads what is there and stops at the end")
    func reading() throws {
        try Self.withFile([1, 2, 3, 4]) { file, _ throws in
            #expect(try file.bytes(at: 1, count: 2) == [2, 3])
            #expect(try file.bytes(at: 2, count: 100) == [3, 4])
            #expect(try file.bytes(at: 4, count: 1) == [] && file.bytes(at: 1 << 40, count: 1) == [])
            #expect(try file.contents(limit: 4) == [1, 2, 3, 4])
        }
    }

    @Test("a limit, an offset or a length that cannot be is an error and no trap")
    func hostile() throws {
        try Self.withFile([1, 2, 3, 4]) { file, _ throws in
            let error = #expect(throws: LifeboatError.self) { try file.contents(limit: 3) }
            #expect(error?.code == .corrupt)
            #expect(throws: LifeboatError.self) { try file.bytes(at: -1, count: 1) }
            #expect(throws: LifeboatError.self) { try file.bytes(at: 0, count: -1) }
            #expect(throws: LifeboatError.self) { try file.truncate(to: -1) }
        }
    }

    @Test("writes at an offset, and a gap is a hole")
    func writing() throws {
        try Self.withFile([1]) { file, _ throws in
            try [UInt8]([9, 9]).withUnsafeBytes { try file.write($0, at: 1 << 20) }
            #expect(try file.facts().size == (1 << 20) + 2)
            #expect(try file.facts().allocated < 1 << 20)
            #expect(try file.bytes(at: 1 << 19, count: 2) == [0, 0])
            try file.truncate(to: 1)
            #expect(try file.contents(limit: 9) == [1])
        }
    }

    @Test("facts tell a change, by content, name or attributes")
    func facts() throws {
        try Self.withFile([1]) { file, root in
            try Attributes.setModified(file, 1_000_000_000)
            let before = try file.facts()
            #expect(
                before.kind == .file && before.size == 1 && before.links == 1
                    && before.modified == 1_000_000_000
            )
            #expect(try file.facts().isUnchanged(from: before))
            #expect(try root.facts(FileName("file")) == before)
            try [UInt8]([2]).withUnsafeBytes { try file.write($0, at: 0) }
            #expect(try !file.facts().isUnchanged(from: before))
            try root.write([1], to: FileName("file"), replacing: true)
            #expect(try root.facts(FileName("file"))?.isUnchanged(from: before) == false)
        }
    }

    @Test("a pipe does not stall the one who opens it")
    func pipe() throws {
        try withScratchDirectory { path in
            try #require(makePipe("\(path)/pipe"))
            #expect(try Descriptor.reading("\(path)/pipe").facts().kind == .pipe)
        }
    }

    @Test("a link at the end is followed only where that is allowed")
    func link() throws {
        try Self.withFile([7]) { _, root in
            try root.makeLink(FileName("link"), to: Array("file".utf8))
            #expect(try Descriptor.reading("\(root.path)/link").contents(limit: 9) == [7])
            let error = #expect(throws: LifeboatError.self) {
                try Descriptor.reading("\(root.path)/link", followingLinks: false)
            }
            #expect(error?.code == .unsafePath)
        }
    }

    @Test(
        "every failure of the system says what, where and what to do",
        arguments: [2, 13, 28, 30, 40, 5, 24, 122] as [Int32]
    )
    func failures(_ number: Int32) {
        let error = SystemFailure.error(number, "open", "/x")
        #expect(
            error.path == "/x" && error.message.hasPrefix("cannot open: ") && error.hint?.isEmpty == false
        )
    }
}
