/// Why something could not be done: what failed, on which path or URL, why, and what to do next.
public struct LifeboatError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of the failure.
    public let code: ErrorCode
    /// What failed and why, in one sentence without a full stop.
    public let message: String
    /// The path, URL or key that it is about.
    public let path: String?
    /// What the reader can do next.
    public let hint: String?

    /// Makes an error; give a hint wherever the reader can do something.
    public init(_ code: ErrorCode, _ message: String, path: String? = nil, hint: String? = nil) {
        self.code = code
        self.message = message
        self.path = path
        self.hint = hint
    }

    /// One or two lines for a person; only the problems of a policy take several.
    public var description: String {
        var text = code == .policyInvalid ? Printable.lines(message) : Printable.text(message)
        if let path { text = "\(Printable.text(path)): \(text)" }
        if let hint { text += "\n  hint: \(Printable.text(hint))" }
        return text
    }

    /// The same error with a path, where it had none.
    public func at(_ path: String) -> LifeboatError {
        self.path == nil ? LifeboatError(code, message, path: path, hint: hint) : self
    }
}
