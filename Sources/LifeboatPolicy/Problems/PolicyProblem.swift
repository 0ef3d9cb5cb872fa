public import LifeboatCore

/// One thing wrong or doubtful in a policy, with its place in the text.
public struct PolicyProblem: Sendable, Hashable {
    /// Stable dotted name, as in `policy.unknown-key`.
    public let code: String
    /// `error` makes the policy invalid, `warning` does not.
    public let severity: Severity
    /// The name of the file as the reader was given it.
    public let file: String
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in Unicode scalars.
    public let column: Int
    /// Where in the policy, as in `tiers[1].path`; empty for the text as a whole.
    public let keyPath: String
    /// What is the case. Never holds a secret.
    public let message: String
    /// What to do; empty when the message says it.
    public let hint: String

    /// Makes a problem.
    public init(
        code: String,
        severity: Severity,
        file: String,
        line: Int,
        column: Int,
        keyPath: String,
        message: String,
        hint: String = ""
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.keyPath = keyPath
        self.message = message
        self.hint = hint
    }
}

extension PolicyProblem: CustomStringConvertible {
    /// One line, as in `lifeboat.yaml:12:5: tiers[1].pth: unknown key; did you mean "path"?`.
    public var description: String {
        var text = "\(file):\(line):\(column): "
        if severity != .error { text += "\(severity.rawValue): " }
        if !keyPath.isEmpty { text += "\(keyPath): " }
        text += hint.isEmpty ? message : "\(message); \(hint)"
        return Printable.text(text)
    }

    /// The problem as a finding, whose path is file, line, column and key path.
    public var finding: Finding {
        let place = "\(file):\(line):\(column)"
        return Finding(
            code,
            severity,
            path: keyPath.isEmpty ? place : "\(place): \(keyPath)",
            message,
            hint: hint
        )
    }

    /// The JSON form: code, severity, file, line, column, keyPath, message, hint.
    public var json: JSON {
        .object([
            "code": .string(code), "severity": .string(severity.rawValue),
            "file": .string(Printable.text(file)), "line": .number(line), "column": .number(column),
            "keyPath": .string(Printable.text(keyPath)), "message": .string(Printable.text(message)),
            "hint": .string(Printable.text(hint)),
        ])
    }
}
