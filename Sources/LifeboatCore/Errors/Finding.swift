/// One thing wrong or notable: a stable code, how bad, where, what, and what to do about it.
public struct Finding: Sendable, Hashable {
    /// Stable dotted name, as in `checkpoint.torn`; tools match on it.
    public let code: String
    /// How bad it is.
    public let severity: Severity
    /// The file, object, tier or policy key that it is about; empty when it is about the whole.
    public let path: String
    /// What is the case.
    public let message: String
    /// What to do; empty when there is nothing to do.
    public let hint: String

    /// Makes a finding.
    public init(_ code: String, _ severity: Severity, path: String = "", _ message: String, hint: String = "")
    {
        self.code = code
        self.severity = severity
        self.path = path
        self.message = message
        self.hint = hint
    }

    /// The failure as a finding, for work that goes on to the next item and must not hide this one.
    public init(_ code: String, failure: any Error, path: String) {
        let known = failure as? LifeboatError
        self.init(
            code,
            .error,
            path: known?.path ?? path,
            known?.message ?? String(describing: failure),
            hint: known?.hint ?? ""
        )
    }

    /// The same, no worse than `severity`: for what was wrong on the way to something that succeeded.
    public func atMost(_ severity: Severity) -> Finding {
        Finding(code, min(self.severity, severity), path: path, message, hint: hint)
    }

    /// The JSON form: code, severity, path, message, hint.
    public var json: JSON {
        .object([
            "code": .string(code), "severity": .string(severity.rawValue),
            "path": .string(Printable.text(path)), "message": .string(message), "hint": .string(hint),
        ])
    }

    /// Reads the JSON form back.
    public init(json: JSON) throws {
        self.init(
            try json.string("code"),
            Severity(rawValue: try json.string("severity")) ?? .error,
            path: try json.string("path"),
            try json.string("message"),
            hint: try json.string("hint")
        )
    }
}
