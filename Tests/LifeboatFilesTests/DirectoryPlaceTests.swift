import LifeboatCore
import LifeboatFiles
import LifeboatTestSupport
import Testing

@Suite("Where a directory really lies")
struct DirectoryPlaceTests {
    @Test("links are followed, and what is missing lies below what is there")
    func links() throws {
        try withScratchDirectory { path in
            let root = try Directory(path)
            _ = try Directory.make("\(path)/a/b")
            try root.makeLink(FileName("link"), to: Array("a".utf8))
            let real = try #require(CanonicalPath.of(path))
            #expect(DirectoryPlace("\(path)/link/b").path == "\(real)/a/b")
            #expect(DirectoryPlace("\(path)/link/x/y").path == "\(real)/a/x/y")
            let a = DirectoryPlace("\(path)/a")
            #expect(a.relation(to: DirectoryPlace("\(path)/link")) == .same)
            #expect(DirectoryPlace("\(path)/link/x/y").relation(to: a) == .inside)
            #expect(a.relation(to: DirectoryPlace("\(path)/link/x")) == .around)
            #expect(DirectoryPlace("\(path)/a2").relation(to: a) == nil)
            #expect(DirectoryPlace("/").relation(to: a) == .around)
        }
    }

    @Test("without a table of mounts the path and the inode tell")
    func noTable() throws {
        try withScratchDirectory { path in
            _ = try Directory.make("\(path)/a")
            try Directory(path).makeLink(FileName("link"), to: Array("a".utf8))
            let none = MountTable("")
            let a = DirectoryPlace("\(path)/a", mounts: none)
            #expect(DirectoryPlace("\(path)/link", mounts: none).relation(to: a) == .same)
            #expect(DirectoryPlace("\(path)/b", mounts: none).relation(to: a) == nil)
        }
    }

    @Test("the table of this process names the mount of every directory")
    func ownTable() {
        let mounts = MountTable.current().mounts
        #expect(mounts.contains { $0.mountPoint == "/" && $0.root.hasPrefix("/") })
        #expect(Set(mounts.map(\.id)).count == mounts.count)
    }
}
