internal import LifeboatCore
internal import LifeboatFiles

/// One JSON document in the local state directory: read whole, and changed under a lock in one step.
struct StateFile: Sendable {
    /// The state directory, which exists.
    let directory: String
    /// What the file is called, without `.json`.
    let name: String
    /// The `schema` that is written and read.
    let schema: String
    /// The largest file that is read, in bytes.
    let limit: Int
    /// What it is, for messages.
    let title: String
    /// What to do when it cannot be read.
    let hint: String

    /// What `body` makes of the document; nil where there is no file yet. Throws `corrupt`, with the path and
    /// the hint, for a file that cannot be read or has another schema.
    func read<T>(_ body: (JSON) throws -> T) throws -> T? {
        let path = "\(directory)/\(name).json"
        let bytes: [UInt8]
        do { bytes = try Descriptor.reading(path).contents(limit: limit) } catch let error as LifeboatError
            where error.code == .notFound
        { return nil }
        do {
            let json = try JSON.parse(bytes)
            let found = try json.string("schema")
            guard found == schema else {
                throw LifeboatError(
                    .unsupported,
                    "has the schema \"\(Printable.text(found))\" instead of \(schema)"
                )
            }
            return try body(json)
        } catch let error as LifeboatError {
            throw LifeboatError(
                .corrupt,
                "\(title) cannot be read: \(error.message)",
                path: path,
                hint: hint
            )
        }
    }

    /// Runs `body`, which reads the document once more, while nobody else changes it; what it returns is
    /// written with the schema in place of the document, nothing for nil.
    func change(_ body: () throws -> JSON?) throws {
        let lock = try FileLock(waitingAt: "\(directory)/\(name).lock")
        defer { withExtendedLifetime(lock) {} }
        guard let json = try body()?.with("schema", .string(schema)) else { return }
        try Directory(directory)
            .write(Array(json.pretty.utf8), to: FileName("\(name).json"), replacing: true, mode: 0o600)
    }
}
