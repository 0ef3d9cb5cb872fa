import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("Atomic write")
struct AtomicWriteTests {
    private let name = FileName("a/file")

    @Test("writes whole, with its directories, and leaves nothing else")
    func whole() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
            #expect(try root.write(bytes, to: name, replacing: false))
            #expect(try root.open(name).contents(limit: 200_000) == bytes)
            #expect(try root.directory(FileName("a")).names().count == 1)
        }
    }

    @Test("keeps what is there unless it replaces")
    func replacing() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            #expect(try root.write([1, 1], to: name, replacing: false))
            #expect(try !root.write([2], to: name, replacing: false))
            #expect(try root.open(name).contents(limit: 9) == [1, 1])
            #expect(try root.write([3], to: name, replacing: true))
            #expect(try root.open(name).contents(limit: 9) == [3])
            #expect(try root.directory(FileName("a")).names().count == 1)
        }
    }

    @Test("a reader keeps the state that it opened")
    func readers() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write([1], to: name, replacing: false)
            let open = try root.open(name)
            try root.write([2], to: name, replacing: true)
            #expect(try open.contents(limit: 9) == [1])
        }
    }

    @Test("the mode is the one asked for")
    func mode() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write([1], to: name, replacing: false, mode: 0o600)
            #expect(try root.facts(name)?.permissions == 0o600)
        }
    }

    @Test("a failure leaves the old state and no left-over")
    func failure() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            try root.write([1], to: FileName("dir/file"), replacing: false)
            // A directory in the way is found out last, by the rename itself.
            #expect(throws: LifeboatError.self) { try root.write([2], to: FileName("dir"), replacing: true) }
            #expect(try root.names() == [Array("dir".utf8)])
            #expect(try root.open(FileName("dir/file")).contents(limit: 9) == [1])
        }
    }
}
