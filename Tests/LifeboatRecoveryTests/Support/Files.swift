import Glibc
import LifeboatCore
import LifeboatFiles

/// Makes and describes files, as a trainer and a person do.
struct Files {
    let root: Directory

    init(_ path: String) throws { root = try Directory(path) }

    /// A new file in place of what is there.
    func put(_ name: String, _ bytes: [UInt8], mode: UInt32 = 0o644) throws {
        try root.write(bytes, to: FileName(name), replacing: true, mode: mode)
    }

    func put(_ name: String, _ text: String) throws { try put(name, Array(text.utf8)) }

    /// The same file written over, as `Path.write_bytes` does: cut to nothing first.
    func overwrite(_ name: String, _ bytes: [UInt8]) throws {
        let file = try root.openOrCreate(FileName(name))
        try file.truncate(to: 0)
        try bytes.withUnsafeBytes { try file.write($0, at: 0) }
    }

    func append(_ name: String, _ text: String) throws {
        let file = try root.openOrCreate(FileName(name))
        let end = try file.facts().size
        try Array(text.utf8).withUnsafeBytes { try file.write($0, at: end) }
    }

    func remove(_ name: String) throws { try root.removeFile(FileName(name)) }

    func setMode(_ name: String, _ mode: UInt32) throws {
        let isDirectory = try root.facts(FileName(name))?.kind == .directory
        let file =
            isDirectory ? try root.directory(FileName(name)).descriptor : try root.open(FileName(name))
        try Attributes.setPermissions(file, mode)
    }

    func setTime(_ name: String, _ nanoseconds: Int64) throws {
        let isDirectory = try root.facts(FileName(name))?.kind == .directory
        let file =
            isDirectory ? try root.directory(FileName(name)).descriptor : try root.open(FileName(name))
        try Attributes.setModified(file, nanoseconds)
    }

    func bytes(_ name: String) throws -> [UInt8] { try root.open(FileName(name)).contents(limit: 1 << 30) }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    func exists(_ name: String) throws -> Bool { try root.facts(FileName(name)) != nil }

    /// A socket, as programs leave them behind.
    func makeSocket(_ name: String) throws {
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(number) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array("\(root.path)/\(name)".utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.prefix($0.count - 1)) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw LifeboatError(.failed, "cannot make a socket: \(errno)") }
    }

    /// Everything that a restore must bring back, by name; pipes and sockets are left out.
    func description(owners: Bool = true) throws -> [String: String] {
        var lines: [String: String] = [:]
        for entry in try TreeWalk(root).entries {
            let facts = entry.facts
            var line = "\(facts.kind) \(String(facts.permissions, radix: 8)) \(facts.modified)"
            if owners { line += " \(facts.owner):\(facts.group)" }
            switch facts.kind {
            case .file:
                let file = try root.open(entry.name)
                line += " \(facts.size) \(Hasher256.digest(of: try file.contents(limit: 1 << 30)))"
                line += try Self.extended(file)
            case .directory: line += try Self.extended(root.directory(entry.name).descriptor)
            case .link: line += " -> \(try root.linkTarget(entry.name))"
            default: continue
            }
            lines[Hex.encode(entry.name.bytes) + " \(entry.name)"] = line
        }
        return lines
    }

    private static func extended(_ file: Descriptor) throws -> String {
        try Attributes.extended(file).sorted { $0.key < $1.key }.map { " \($0.key)=\(Hex.encode($0.value))" }
            .joined()
    }
}
