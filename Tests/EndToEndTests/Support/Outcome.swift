internal import LifeboatCore

/// What a finished run of the program came to.
struct Outcome: Sendable {
    /// How it ended.
    let ending: Ending
    /// The bytes on standard output.
    let bytes: [UInt8]
    /// The text on standard error.
    let notes: String

    /// Standard output as text.
    var out: String { String(decoding: bytes, as: UTF8.self) }

    /// Standard output as one JSON document.
    func document() throws -> JSON { try JSON.parse(bytes) }
}
