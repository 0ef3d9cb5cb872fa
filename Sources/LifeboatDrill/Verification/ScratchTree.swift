internal import LifeboatCore
internal import LifeboatFiles

/// What really stands in a restored directory: the facts of everything, taken before anything is touched.
struct ScratchTree: Sendable {
    /// The directory.
    let root: Directory
    /// Everything below it.
    private(set) var facts: [FileName: FileFacts] = [:]

    /// Walks it. Directories that their owner may not look into are opened up on the way.
    init(_ path: String) throws {
        root = try Directory(path)
        try visit(root, FileName(bytes: []))
    }

    private mutating func visit(_ directory: Directory, _ prefix: FileName) throws {
        for component in try directory.names() {
            let last = FileName(bytes: component)
            guard let found = try directory.facts(last) else { continue }
            let name = prefix.appending(component)
            facts[name] = found
            guard found.kind == .directory else { continue }
            if found.permissions & 0o700 != 0o700 { try directory.setPermissions(last, 0o700) }
            try visit(directory.directory(last), name)
        }
    }

    /// Opens a file for reading, also one whose mode forbids it.
    func open(_ name: FileName) throws -> Descriptor {
        if let mode = facts[name]?.permissions, mode & 0o400 == 0 { try root.setPermissions(name, 0o600) }
        return try root.open(name)
    }
}
