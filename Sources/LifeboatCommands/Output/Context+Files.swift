internal import LifeboatCore
internal import LifeboatFiles

extension Context {
    /// Writes a document to a file in one step, replacing what was there.
    func write(_ text: String, to path: String, mode: UInt32 = 0o644) throws {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let directory = try Directory(slash == path.startIndex ? "/" : String(path[..<slash]))
        let name = FileName(String(path[path.index(after: slash)...]))
        try directory.write(Array(text.utf8), to: name, replacing: true, mode: mode)
    }

    /// Says that the file at `path` was written.
    func noteWritten(_ path: String) { console.note("\(Printable.text(absolute(path))): written\n") }
}
