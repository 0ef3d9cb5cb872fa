internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles

/// A file that its trainer may be rewriting, held as still as the file system can: cloned, else under a
/// lease, else only looked at before and after.
struct StillFile: Sendable {
    /// What is read: the clone, else the file itself.
    let file: Descriptor
    /// Its length.
    let size: Int
    /// What stops the reader when a writer waits; nil for a clone, and where there is none.
    let lease: ReadLease?
    private let reader: FileReader
    private let original: Descriptor
    private let before: FileFacts
    private let name: FileName

    init(_ original: Descriptor, _ before: FileFacts, _ name: FileName, _ reader: FileReader) throws {
        let clone = Reflink.clone(original, in: try reader.root.directory(name.parent).descriptor)
        file = clone ?? original
        lease = clone == nil ? ReadLease(on: original) : nil
        size = try file.facts().size
        self.reader = reader
        self.original = original
        self.before = before
        self.name = name
    }

    private var isClone: Bool { file !== original }

    /// Whether something beside equal times speaks for it that nobody wrote so far.
    var isProven: Bool { isClone || lease?.holds == true }

    /// Whether, as far as its times tell, nobody wrote since `before`.
    func isUnchanged() throws -> Bool {
        try isClone || reader.isUnchanged(original, name, since: before)
    }

    /// What the file is, or what its structure alone says. Throws `busy` when a writer comes.
    func judge(wholly: Bool) throws -> CheckpointReport {
        let source = WatchedSource(file, size: size, lease: lease, cancellation: reader.cancellation)
        let path = name.description
        if wholly { file.fetchAhead() }
        let report =
            wholly
            ? CheckpointInspector.inspect(source, path: path)
            : CheckpointInspector.outline(source, path: path)
        try source.check()
        return report
    }
}
