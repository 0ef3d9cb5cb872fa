internal import LifeboatCore

/// Collects the problems of one policy, up to a bound that only a hostile file reaches.
struct ProblemLog {
    private static let limit = 500

    let file: String
    private(set) var problems: [PolicyProblem] = []
    private var leftOut = 0

    init(file: String) { self.file = file }

    mutating func error(
        _ code: String,
        _ position: Position,
        _ path: String,
        _ message: String,
        hint: String = ""
    ) {
        add(code, .error, position, path, message, hint)
    }

    mutating func warning(
        _ code: String,
        _ position: Position,
        _ path: String,
        _ message: String,
        hint: String = ""
    ) {
        add(code, .warning, position, path, message, hint)
    }

    /// By position, errors before warnings at the same place; last of all how many were left out.
    var sorted: [PolicyProblem] {
        var all = problems.sorted { a, b in
            if a.line != b.line { return a.line < b.line }
            if a.column != b.column { return a.column < b.column }
            if a.severity != b.severity { return a.severity > b.severity }
            return (a.keyPath, a.code, a.message) < (b.keyPath, b.code, b.message)
        }
        if leftOut > 0, let last = all.last {
            let end = Position(line: last.line, column: last.column)
            let message = "there are \(leftOut) more problems"
            all.append(problem("policy.too-many-problems", .error, end, "", message, "correct these first"))
        }
        return all
    }

    private mutating func add(
        _ code: String,
        _ severity: Severity,
        _ position: Position,
        _ path: String,
        _ message: String,
        _ hint: String
    ) {
        guard problems.count < Self.limit else {
            leftOut += 1
            return
        }
        problems.append(problem(code, severity, position, path, message, hint))
    }

    private func problem(
        _ code: String,
        _ severity: Severity,
        _ position: Position,
        _ path: String,
        _ message: String,
        _ hint: String
    ) -> PolicyProblem {
        PolicyProblem(
            code: code,
            severity: severity,
            file: file,
            line: position.line,
            column: position.column,
            keyPath: path,
            message: message,
            hint: hint
        )
    }
}
