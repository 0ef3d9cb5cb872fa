internal import LifeboatCore
public import LifeboatFiles
internal import LifeboatTiers

extension Vault {
    /// Reads a whole object into the start of `buffer` and holds it against its digest.
    public func read(_ object: ObjectReference, into buffer: UnsafeMutableRawBufferPointer) throws {
        precondition(buffer.count >= object.length)
        let window = UnsafeMutableRawBufferPointer(rebasing: buffer[..<object.length])
        try read(object, at: 0, into: window, digest: object.plain)
    }

    /// The bytes of a whole object, held against its digest.
    public func bytes(_ object: ObjectReference) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: object.length) { buffer, count in
            try read(object, into: UnsafeMutableRawBufferPointer(buffer))
            count = object.length
        }
    }

    /// Reads one piece into the start of `buffer`, by a ranged read, and holds it against its digest.
    public func read(_ piece: Piece, of tree: Tree, into buffer: UnsafeMutableRawBufferPointer) throws {
        let window = UnsafeMutableRawBufferPointer(rebasing: buffer[..<piece.length])
        try read(tree.objects[piece.object], at: piece.offset, into: window, digest: piece.digest)
    }

    /// Copies one piece into `file` without holding it in memory; false where the store cannot, or where an
    /// older version may have what stands there no more.
    ///
    /// Nothing is held against a digest: whoever reads back what lies in `file` proves the object and the
    /// copy of it at once.
    public func copy(_ piece: Piece, of tree: Tree, to file: Descriptor, at offset: Int) throws -> Bool {
        let key = VaultFormat.objectKey(tree.objects[piece.object].name)
        do {
            return try store.copy(key, at: piece.offset, count: piece.length, to: file, at: offset)
        } catch let error as LifeboatError {
            if recalls, store.mayKeepVersions, Self.mayBeRecalled(error) { return false }
            throw lost(error, key)
        }
    }

    /// Reads a whole bundle once and lends its members out, each held against its own digest when it is asked
    /// for. `body` may be called again from the start when what stands in the store turns out to be damaged
    /// and an older version is whole.
    public func withMembers<R>(
        of bundle: ObjectReference,
        _ body: ((Piece) throws -> UnsafeRawBufferPointer) throws -> R
    ) throws -> R {
        let key = VaultFormat.objectKey(bundle.name)
        do {
            let bytes: [UInt8]
            do { bytes = try store.bytes(key, at: 0, count: bundle.length) } catch let error as LifeboatError
            {
                throw lost(error, key)
            }
            return try lend(bytes, key, body)
        } catch let error as LifeboatError where error.code == .corrupt && recalls && store.mayKeepVersions {
            return try lend(bytes(bundle), key, body)
        }
    }

    private func lend<R>(
        _ bytes: [UInt8],
        _ key: String,
        _ body: ((Piece) throws -> UnsafeRawBufferPointer) throws -> R
    ) throws -> R {
        try bytes.withUnsafeBytes { buffer in
            try body { piece in
                let window = UnsafeRawBufferPointer(
                    rebasing: buffer[piece.offset..<piece.offset + piece.length]
                )
                guard Hasher256.digest(of: window) == piece.digest else { throw corrupt(key) }
                return window
            }
        }
    }

    /// The bytes of one piece, held against its digest.
    public func bytes(_ piece: Piece, of tree: Tree) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: piece.length) { buffer, count in
            try read(piece, of: tree, into: UnsafeMutableRawBufferPointer(buffer))
            count = piece.length
        }
    }

    func corrupt(_ key: String) -> LifeboatError {
        LifeboatError(
            .corrupt,
            "the object's bytes are not what its digest says",
            path: "\(address)/\(key)",
            hint:
                "Restore from another tier. To mend it, run `lifeboat vault check --read-data` and then"
                + " `lifeboat protect`: that writes it again while the source or another tier has it."
        )
    }

    func lost(_ error: LifeboatError, _ key: String) -> LifeboatError {
        guard error.code == .notFound else { return error.at("\(address)/\(key)") }
        return LifeboatError(
            .corrupt,
            "an object that a point needs is missing",
            path: "\(address)/\(key)",
            hint: "Restore from another tier; protect writes the object again while the source still has it."
        )
    }
}
