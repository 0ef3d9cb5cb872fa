internal import Crypto
internal import LifeboatCore
internal import LifeboatFiles

extension Signer {
    /// Opens the key at `path` (a leading `file:` is accepted), or makes one there with its directory.
    ///
    /// A new file appears whole, with mode 0600. Throws `unsafePath` for a file that others may read,
    /// `corrupt` for one that is no key, and what the file system says; never shows what is in the file.
    public static func loadOrCreate(at path: String) throws -> Signer {
        let path = path.hasPrefix("file:") ? String(path.dropFirst("file:".count)) : path
        guard let name = path.split(separator: "/").last, !path.hasSuffix("/") else {
            throw LifeboatError(
                .usage,
                "names no file for the signing key",
                path: path,
                hint: "Give a file's path."
            )
        }
        do { return try load(path) } catch let error as LifeboatError where error.code == .notFound {}
        let fresh = Signer(key: Curve25519.Signing.PrivateKey(), wasCreated: true)
        let parent = String(path.dropLast(name.count))
        let directory = try Directory.make(parent.isEmpty ? "." : parent, mode: 0o700)
        let bytes = fresh.fileContent
        if try directory.write(bytes, to: FileName(String(name)), replacing: false, mode: 0o600) {
            return fresh
        }
        // Another process made one in between: there is one key a node.
        return try load(path)
    }

    /// Opens the key at `path` (a leading `file:` is accepted); throws `notFound` where there is none.
    public static func load(_ path: String) throws -> Signer {
        let path = path.hasPrefix("file:") ? String(path.dropFirst("file:".count)) : path
        let file = try Descriptor.reading(path)
        let facts = try file.facts()
        guard facts.kind == .file else {
            throw LifeboatError(
                .corrupt,
                "is no file but a \(facts.kind.rawValue); a signing key was expected",
                path: path,
                hint: "Give the path of a file in evidence.key."
            )
        }
        guard facts.permissions & 0o077 == 0 else {
            throw LifeboatError(
                .unsafePath,
                "others than its owner may use this signing key",
                path: path,
                hint:
                    "Run: chmod 600 '\(path)'. If others may have read it, let a new one be made, pin it."
            )
        }
        return try Signer(keyText: String(decoding: file.contents(limit: 4096), as: UTF8.self), origin: path)
    }
}
