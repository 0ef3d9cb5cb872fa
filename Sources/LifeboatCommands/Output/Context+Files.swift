internal import Glibc
internal import LifeboatCore
internal import LifeboatFiles

extension Context {
    /// Writes a document to a file in one step, replacing what was there.
    func write(_ text: String, to path: String, mode: UInt32 = 0o644) throws {
        let (directory, name) = try place(path)
        try directory.write(Array(text.utf8), to: name, replacing: true, mode: mode)
    }

    /// The directory that a file is to be written into, and its name there.
    func place(_ path: String) throws -> (directory: Directory, name: FileName) {
        try Self.refuseSpecial(path)
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let name = FileName(String(path[path.index(after: slash)...]))
        do {
            return (try Directory(slash == path.startIndex ? "/" : String(path[..<slash])), name)
        } catch let error as LifeboatError where error.code == .notFound {
            throw LifeboatError(
                .notFound,
                "the directory that it is to be written into is not there",
                path: path,
                hint: "Make the directory first, or name another file."
            )
        }
    }

    /// A device, a pipe or a socket is never replaced by a file: `/dev/null` belongs to everybody.
    private static func refuseSpecial(_ path: String) throws {
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
