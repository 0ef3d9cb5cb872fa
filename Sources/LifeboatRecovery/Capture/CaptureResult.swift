internal import LifeboatCheckpoint
internal import LifeboatCore
internal import LifeboatFiles
internal import LifeboatVault

/// What a capture came to: the parts of a tree, still without a table of objects.
struct CaptureResult: Sendable {
    /// What stands in the place of the content until the table of objects is made.
    enum Content: Sendable {
        case file(size: Int, isSparse: Bool, [Captured.Stretch])
        case directory
        case link(target: [UInt8])
        case excluded(reason: String)
    }

    struct Item: Sendable {
        let name: FileName
        let facts: FileFacts
        let content: Content
        let extended: [String: [UInt8]]

        init(_ entry: TreeEntry, _ content: Content, _ extended: [String: [UInt8]]) {
            name = entry.name
            facts = entry.facts
            self.content = content
            self.extended = extended
        }

        static func excluded(_ entry: TreeEntry, reason: String) -> Item {
            Item(entry, .excluded(reason: reason), [:])
        }
    }

    /// The run directory itself.
    var root: Entry?
    var entries: [Item] = []
    /// Entries of the point before, and the table that their pieces index.
    var carried: [Entry] = []
    var carriedObjects: [ObjectReference] = []
    var checkpoints: [String: JSON] = [:]
    var findings: [Finding] = []
    var bytesRead = 0
    var isComplete = true

    mutating func carry(_ entry: Entry, _ change: ChangeDetector) {
        if carried.isEmpty { carriedObjects = change.objects }
        carried.append(entry)
        if let checkpoint = change.checkpoint(entry.name) { checkpoints[entry.name.description] = checkpoint }
    }

    /// Notes what could not be read; what is gone since the walk is no failure.
    mutating func fail(_ name: FileName, _ error: any Error) {
        if (error as? LifeboatError)?.code == .notFound { return }
        isComplete = false
        findings.append(.unreadable(name, error))
    }

    mutating func add(_ captured: [Captured]) {
        for file in captured {
            bytesRead += file.bytesRead
            findings += file.findings
            switch file.outcome {
            case .vanished, .grown: break
            case .leftOut: isComplete = false
            case .stored(let stretches):
                let size = stretches.reduce(0) { $0 + $1.length }
                let isSparse = file.facts.allocated < size && size == file.facts.size
                entries.append(
                    Item(
                        TreeEntry(name: file.name, facts: file.facts),
                        .file(size: size, isSparse: isSparse, stretches),
                        file.extended
                    )
                )
                if let checkpoint = file.checkpoint {
                    checkpoints[file.name.description] = checkpoint
                }
            }
        }
    }

    /// The finished tree: entries in order, objects in one table.
    func tree() -> Tree {
        var tree = Tree()
        var finished: [Entry] = []
        finished.reserveCapacity(entries.count + carried.count)
        for item in entries {
            let content: EntryContent =
                switch item.content {
                case .file(let size, let isSparse, let stretches):
                    .file(size: size, isSparse: isSparse, pieces: Self.pieces(stretches, &tree))
                case .directory: .directory
                case .link(let target): .link(target: target)
                case .excluded(let reason): .excluded(reason: reason)
                }
            finished.append(Entry(item, content))
        }
        for entry in carried {
            guard case .file(let size, let isSparse, let held) = entry.content else { continue }
            let pieces = held.map { $0.moved(to: tree.index(of: carriedObjects[$0.object])) }
            finished.append(entry.with(content: .file(size: size, isSparse: isSparse, pieces: pieces)))
        }
        tree.entries = finished.sorted { $0.name < $1.name }
        return tree
    }

    private static func pieces(_ stretches: [Captured.Stretch], _ tree: inout Tree) -> [Piece] {
        stretches.map {
            Piece(
                object: tree.index(of: $0.object),
                offset: $0.offset,
                length: $0.length,
                digest: $0.digest,
                isWhole: $0.offset == 0 && $0.length == $0.object.length
            )
        }
    }
}

extension Entry {
    init(_ item: CaptureResult.Item, _ content: EntryContent) {
        self.init(
            name: item.name,
            content: content,
            permissions: item.facts.permissions,
            owner: item.facts.owner,
            group: item.facts.group,
            modified: item.facts.modified,
            changed: item.facts.changed,
            inode: item.facts.inode,
            extended: item.extended
        )
    }
}
