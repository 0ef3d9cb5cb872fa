/// One place where the repository breaks a rule of its own.
struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The file, relative to the top of the repository.
    let path: String
    /// The line, counted from 1; 0 when it is about the whole file.
    let line: Int
    /// What is wrong, and what to do instead.
    let message: String

    var description: String { line > 0 ? "\(path):\(line): \(message)" : "\(path): \(message)" }
}
