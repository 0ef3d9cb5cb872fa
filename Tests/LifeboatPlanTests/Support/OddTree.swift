import LifeboatCore
import LifeboatFiles

/// Trees that are hard to carry, and what is in a tree.
enum OddTree {
    static func copy(_ from: Directory, to target: Directory) throws {
        for entry in try TreeWalk(from).entries {
            if entry.facts.kind == .directory { _ = try target.makeDirectory(entry.name) }
            guard entry.facts.kind == .file else { continue }
            let bytes = try from.open(entry.name).contents(limit: 1 << 28)
            _ = try target.write(bytes, to: entry.name, replacing: true)
        }
    }

    /// Names with everything in them, an empty directory, links, a file of several pieces, a sparse and an
    /// empty one.
    static func make(in root: Directory) throws {
        let names: [[UInt8]] = [
            Array("a b".utf8), Array("it's \"quoted\"".utf8), Array("line\nbreak\n".utf8), Array("-n".utf8),
            Array("$(touch owned)".utf8), Array("tab\there".utf8), Array("back\\slash".utf8), Array("*".utf8),
            [0x66, 0xFF, 0xFE, 0x0A], Array("日本".utf8), Array("mtime\",\"mtime\":5,\"".utf8),
            Array("#".utf8),
        ]
        for (index, name) in names.enumerated() {
            let file = FileName(bytes: name)
            _ = try root.write(Array("content \(index)\n".utf8), to: file, replacing: true, mode: 0o640)
            let folder = FileName("folders").appending(name)
            _ = try root.write([UInt8(index)], to: folder.appending(name), replacing: true)
        }
        _ = try root.makeDirectory(FileName("empty"))
        _ = try root.makeDirectory(FileName("closed"))
        _ = try root.write([], to: FileName("closed/nothing"), replacing: true)
        var large: [UInt8] = []
        for index in 0..<17 { large += [UInt8](repeating: UInt8(index), count: (1 << 20) + 1) }
        _ = try root.write(large, to: FileName("large.data"), replacing: true)
        let sparse = try root.create(FileName("sparse.data"))
        try sparse.truncate(to: 3 << 20)
        try [UInt8("x".utf8.first ?? 0)].withUnsafeBytes { try sparse.write($0, at: 2 << 20) }
        try root.makeLink(FileName("link"), to: Array("weights/last.pt".utf8))
        try root.makeLink(FileName("dangling"), to: [0xFF, 0x0A, 0x20, 0x27])
        try Attributes.setPermissions(root.open(FileName("large.data")), 0o4751)
        try Attributes.setModified(root.open(FileName("a b")), -1_500_000_001)
        try Attributes.setModified(root.open(FileName("-n")), 1_795_448_772_123_456_789)
        try Attributes.setPermissions(root.directory(FileName("closed")).descriptor, 0o500)
        try Attributes.setModified(root.directory(FileName("empty")).descriptor, 1_000_000_000_000_000_007)
    }

    /// One line for each name: what it is, its attributes, and what is in it.
    static func description(of path: String) throws -> [String] {
        let root = try Directory(path)
        let whole = try root.descriptor.facts()
        let own = "\(whole.owner) \(whole.group) \(whole.modified) \(whole.permissions)"
        return try [own]
            + TreeWalk(root).entries.map { entry in
                let facts = entry.facts
                var line =
                    "\(Hex.encode(entry.name.bytes)) \(facts.kind) \(facts.owner) \(facts.group) "
                    + "\(facts.modified)"
                switch facts.kind {
                case .file:
                    let bytes = try root.open(entry.name).contents(limit: 1 << 28)
                    line += " \(facts.permissions) \(bytes.count) \(Hasher256.digest(of: bytes))"
                case .link: line += " \(Hex.encode(try root.linkTarget(entry.name)))"
                default: line += " \(facts.permissions)"
                }
                return line
            }
    }
}
