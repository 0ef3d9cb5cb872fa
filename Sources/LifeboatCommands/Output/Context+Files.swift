internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

extension Context {
    /// Writes a document to a file in one step, replacing what was there.
    func write(_ text: String, to path: String, mode: UInt32 = 0o644) throws {
        try Self.refuseSpecial(path)
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let directory = try Directory(slash == path.startIndex ? "/" : String(path[..<slash]))
        let name = FileName(String(path[path.index(after: slash)...]))
        try directory.write(Array(text.utf8), to: name, replacing: true, mode: mode)
    }

    /// A device, a pipe or a socket is never replaced by a file: `/dev/null` belongs to everybody.
    static func refuseSpecial(_ path: String) throws {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG else { return }
        throw LifeboatError(
            .conflict,
            facts.st_mode & S_IFMT == S_IFDIR
                ? "is a directory" : "is no file but a device, a pipe or a socket",
            path: path,
            hint: "Name a file; without --out the result goes to standard output."
        )
    }

    /// Says that the file at `path` was written.
    func noteWritten(_ path: String) { console.note("\(Printable.text(absolute(path))): written\n") }
}
